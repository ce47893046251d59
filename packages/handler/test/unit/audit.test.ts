import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HttpProblem, handle } from '../../src/index.ts';
import { api, call, carried, flat, issuer, lines, now, options } from '../harness.ts';

const route = 'GET /things/{id}';
const pathParameters = { id: '1' };
const ok = handle(api, 'get', options).handler(() => ({ status: 204 }));
const principal = { ...carried(route, ['read']).principal, clientId: 'app' };
const context = flat(route, ['read'], { principal });
const audited = () => lines.map((line): Record<string, unknown> => JSON.parse(line));

beforeEach(() => {
  lines.length = 0;
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('the audit line of a handler', () => {
  it('is one per request, with what an operator asks for', async () => {
    await call(ok, route, { pathParameters, context });
    const [{ _aws, ...line } = {}, ...others] = audited();
    expect(others).toEqual([]);
    expect(_aws).toMatchObject({ CloudWatchMetrics: [{ Namespace: 'Scopegate' }] });
    expect(line).toEqual({
      level: 'INFO',
      message: 'authorization decision',
      timestamp: '1970-01-01T00:16:40.000Z',
      service: 'scopegate-guard',
      function_request_id: expect.any(String),
      apiId: 'api1234567',
      apiRequestId: expect.any(String),
      decision: 'allow',
      reason: 'allowed',
      decisionId: 'decision-1',
      routeKey: route,
      scopesRequired: 'read',
      scopesGranted: 'read',
      issuer,
      subject: 'user-1',
      clientId: 'app',
      status: 204,
      durationMs: expect.any(Number),
      Decisions: 1,
    });
  });

  it.each([
    { name: 'a problem', thrown: new HttpProblem(409, 'Sold', { code: 'insufficient_scope' }), status: 409 },
    { name: 'a bug', thrown: new Error('password is hush'), status: 500 },
  ])('stays an allow when the handler throws $name, with its status', async ({ thrown, status }) => {
    const failing = handle(api, 'get', options).handler(() => {
      throw thrown;
    });
    await call(failing, route, { pathParameters, context });
    expect(audited()).toMatchObject([{ level: 'INFO', decision: 'allow', reason: 'allowed', status }]);
    expect(lines.join()).not.toContain('hush');
  });

  it('stays an allow when the request is not valid', async () => {
    await call(ok, route, { context });
    expect(audited()).toMatchObject([{ decision: 'allow', status: 400 }]);
  });

  it.each([
    {
      name: 'carried',
      given: flat(route, [], { decision: { outcome: 'deny', reason: 'insufficient_scope', missing: ['read'] } }),
      told: { reason: 'insufficient_scope', status: 403 },
    },
    {
      name: 'of its own',
      given: flat(route, ['read'], { principal: { ...principal, validUntil: now } }),
      told: { reason: 'token_expired', status: 401, clientId: 'app' },
    },
  ])('tells of a deny who was denied, and is no error: $name', async ({ given, told }) => {
    await call(ok, route, { pathParameters, context: given });
    expect(audited()).toMatchObject([
      { level: 'INFO', decision: 'deny', subject: 'user-1', decisionId: 'decision-1', ...told },
    ]);
  });

  it('believes nothing of a context that is at fault', async () => {
    const foreign = { ...carried(route, ['read']).principal, issuer: 'https://evil.example' };
    await call(ok, route, { pathParameters, context: flat(route, ['read'], { principal: foreign }) });
    expect(audited()).toMatchObject([{ level: 'ERROR', decision: 'none', reason: 'context_issuer', status: 500 }]);
    expect(audited()[0]).not.toHaveProperty('subject');
    expect(lines.join()).not.toContain('evil');
  });

  it('names the signer of a signed request, and nobody on an open route', async () => {
    const purge = handle(api, 'purge', options).handler(() => ({ status: 200, body: { id: '1' } }));
    const health = handle(api, 'health', options).handler(() => ({ status: 200, body: { id: '1' } }));
    const iam = { userArn: 'arn:aws:iam::123456789012:user/ops', accountId: '123456789012' };
    await call(purge, 'POST /purge', { iam });
    await call(health, 'GET /health');
    expect(audited()).toMatchObject([
      { decision: 'allow', scopesRequired: 'iam', userArn: iam.userArn },
      { decision: 'allow', scopesRequired: 'open' },
    ]);
    expect(audited()[1]).not.toHaveProperty('subject');
  });
});
