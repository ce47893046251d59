import { describe, expect, it } from '@jest/globals';
import type { RequestTrace } from '@scopegate/local';
import { answeredBy } from '../../../src/trace/answered-by.ts';

const returned = { outcome: 'returned', logs: [] as string[] };
const audit = (members: object) => JSON.stringify({ service: 'scopegate-guard', decision: 'allow', ...members });
const trace = (members: object) => ({ status: 200, ...members }) as RequestTrace;

describe('answeredBy', () => {
  it.each([
    { by: 'gateway', given: { error: 'no route' } },
    { by: 'gateway', given: { integration: { ...returned, outcome: 'failed' }, error: 'failed' } },
    { by: 'authorizer', given: { authorizer: { outcome: 'deny' }, error: 'denied' } },
    { by: 'authorizer', given: { authorizer: { outcome: 'error' }, error: 'broken' } },
    { by: 'handler', given: { authorizer: { outcome: 'allow' }, integration: returned } },
    { by: 'guard', given: { integration: { ...returned, logs: [audit({ decision: 'deny' })] } } },
    { by: 'guard', given: { integration: { ...returned, logs: ['text', audit({ decision: 'none' })] } } },
    { by: 'validation', given: { integration: { ...returned, logs: [audit({ answeredBy: 'validation' })] } } },
    { by: 'handler', given: { integration: { ...returned, logs: [audit({ status: 400 })] } } },
  ])('$by: $given', ({ by, given }) => {
    expect(answeredBy(trace(given))).toBe(by);
  });
});
