import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { encodePolicyContext } from '@scopegate/contract/decision';
import { handle } from '../../../src/index.ts';
import { api, call, carried, flat, now, options } from '../../harness.ts';

const route = 'GET /things/{id}';
const pathParameters = { id: '1' };
const acted = jest.fn();
const get = (response?: 'simple' | 'policy') =>
  handle(api, 'get', { ...options, ...(response && { response }) }).handler(({ caller }) => {
    acted(caller);
    return { status: 204 };
  });
const behindPolicy = get('policy');
const principalOf = (granted: string[], validUntil = now + 60) => ({
  ...carried(route, granted).principal,
  validUntil,
});
const context = (granted: string[], validUntil?: number) =>
  encodePolicyContext({ principal: principalOf(granted, validUntil), decisionId: 'run-1' });
const logged: string[] = [];

beforeEach(() => {
  acted.mockClear();
  logged.length = 0;
  jest.spyOn(console, 'error').mockImplementation((line) => {
    logged.push(String(line));
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['SCOPEGATE_RESPONSE'];
});

describe('behind policy responses the guard decides alone', () => {
  it('and lets in whom the rule lets in, whatever route the policy was made for', async () => {
    expect(await call(behindPolicy, route, { pathParameters, context: context(['read']) })).toMatchObject({
      status: 204,
      headers: { 'scopegate-decision-id': 'run-1' },
    });
    expect(acted).toHaveBeenCalledWith(expect.objectContaining({ subject: 'user-1', scopes: ['read'] }));
  });

  it.each([
    {
      name: 'a scope that lacks',
      context: context(['write']),
      status: 403,
      error: 'insufficient_scope',
      scope: 'scope="read"',
    },
    { name: 'a token that expired', context: context(['read'], now), status: 401, error: 'invalid_token', scope: '' },
  ])('and challenges $name', async ({ context, status, error, scope }) => {
    const answer = await call(behindPolicy, route, { pathParameters, context });
    expect(answer.status).toBe(status);
    expect(answer.headers['www-authenticate']).toContain(`error="${error}"`);
    expect(answer.headers['www-authenticate']).toContain(scope);
    expect(acted).not.toHaveBeenCalled();
  });
});

describe('a context of the other kind is a fault, in both directions', () => {
  const denied = flat(route, ['read'], {
    decision: { outcome: 'deny', reason: 'insufficient_scope', missing: ['read'] },
  });
  const { decision: _decision, reason: _reason, missing: _missing, routeKey: _routeKey, ...undecided } = denied;

  it.each<{ name: string; response: 'simple' | 'policy' | undefined; context: unknown; code: string }>([
    { name: 'a policy context', response: undefined, context: context(['read']), code: 'context_version' },
    { name: 'a policy context', response: 'simple', context: context(['read']), code: 'context_version' },
    {
      name: 'a policy context under the version of the other',
      response: 'simple',
      context: { ...context(['read']), contextVersion: 1 },
      code: 'context_malformed',
    },
    { name: 'a denial without its decision', response: 'simple', context: undecided, code: 'context_malformed' },
    {
      name: 'a denial without its decision, as policy context',
      response: 'simple',
      context: { ...undecided, contextVersion: 'policy-1' },
      code: 'context_version',
    },
    { name: 'an allow for this route', response: 'policy', context: flat(route, ['read']), code: 'context_version' },
    { name: 'a denial', response: 'policy', context: denied, code: 'context_version' },
    {
      name: 'a denial as policy context',
      response: 'policy',
      context: { ...denied, contextVersion: 'policy-1' },
      code: 'context_malformed',
    },
    {
      name: 'another issuer',
      response: 'policy',
      context: { ...context(['read']), issuer: 'https://evil.example' },
      code: 'context_issuer',
    },
    { name: 'no context', response: 'policy', context: undefined, code: 'context_missing' },
  ])('$name where responses are $response', async ({ response, context, code }) => {
    expect(await call(get(response), route, { pathParameters, context })).toMatchObject({ status: 500 });
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ code });
    expect(acted).not.toHaveBeenCalled();
  });
});
