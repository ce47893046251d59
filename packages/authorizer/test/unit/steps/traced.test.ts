import { expect, it } from '@jest/globals';
import { createHarness } from '../../harness.ts';

it('one trace line per step is written when asked for', async () => {
  const harness = await createHarness({ trace: true });
  await harness.call(`Bearer ${harness.issuer.token({ ...harness.claims, scope: 'write' })}`);
  const steps = harness.lines.slice(0, -1).map((line) => JSON.parse(line));
  expect(steps).toMatchObject([
    { scopegateTrace: 1, component: 'authorizer', step: 'credential', outcome: 'ok' },
    { step: 'verify', outcome: 'ok', detail: { scopesGranted: 'write' } },
    { step: 'decide', outcome: 'deny', reason: 'insufficient_scope' },
  ]);
});
