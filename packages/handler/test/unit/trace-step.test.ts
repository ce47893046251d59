import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { handle } from '../../src/index.ts';
import { api, call, carried, flat, lines, now, options } from '../harness.ts';

const route = 'GET /things/{id}';
const pathParameters = { id: '1' };
const principal = { ...carried(route, ['read']).principal, clientId: 'app' };
const context = flat(route, ['read'], { principal });
const written = () => lines.map((line): Record<string, unknown> => JSON.parse(line));

beforeEach(() => {
  lines.length = 0;
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('trace lines of the guard', () => {
  const traced = handle(api, 'get', { ...options, trace: true }).handler(() => ({ status: 204 }));

  it.each([
    { name: 'an allow', given: context, told: { outcome: 'ok' } },
    {
      name: 'a deny',
      given: flat(route, ['read'], { principal: { ...principal, validUntil: now } }),
      told: { outcome: 'deny', reason: 'token_expired' },
    },
    { name: 'a fault', given: undefined, told: { outcome: 'error', reason: 'context_missing' } },
  ])('tell of $name', async ({ given, told }) => {
    await call(traced, route, { pathParameters, context: given });
    expect(written()[0]).toEqual({
      scopegateTrace: 1,
      component: 'guard',
      step: 'decide',
      ...told,
      durationMs: expect.any(Number),
      detail: { routeKey: route },
    });
    expect(written()).toHaveLength(2);
  });

  it.each([
    { value: '1', count: 2 },
    { value: '0', count: 1 },
    { value: 'true', count: 1 },
  ])('are written when SCOPEGATE_TRACE is 1: $value', async ({ value, count }) => {
    process.env['SCOPEGATE_TRACE'] = value;
    const byEnvironment = handle(api, 'get', options).handler(() => ({ status: 204 }));
    delete process.env['SCOPEGATE_TRACE'];
    await call(byEnvironment, route, { pathParameters, context });
    expect(lines).toHaveLength(count);
  });

  it('go to standard output as they are', async () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    // as on AWS: `@scopegate/testing` keeps the lines instead
    Reflect.deleteProperty(globalThis, Symbol.for('scopegate.captured-lines'));
    const { now: clock, trustedIssuers } = options;
    await call(
      handle(api, 'get', { now: clock, trustedIssuers, trace: true }).handler(() => ({ status: 204 })),
      route,
      { pathParameters, context },
    );
    const texts = write.mock.calls.map(([text]) => String(text));
    expect(texts).toEqual([expect.stringMatching(/^\{.*\}\n$/), expect.stringMatching(/^\{.*\}\n$/)]);
  });
});
