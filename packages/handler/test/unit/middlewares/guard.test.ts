import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { encodeContext } from '@scopegate/contract/decision';
import { handle } from '../../../src/index.ts';
import { api, call, carried, defaultHeaders, flat, issuer, now, options } from '../../harness.ts';

const route = 'GET /things/{id}';
const pathParameters = { id: '1' };
const acted = jest.fn();
const handler = handle(api, 'get', options).handler((input) => {
  acted(input.caller);
  return { status: 200, body: { id: input.params.id } };
});
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
});

describe('the guard lets in', () => {
  it('whom the authorizer allowed, and names the decision', async () => {
    expect(await call(handler, route, { pathParameters, context: flat(route, ['read']) })).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/json',
        'scopegate-decision-id': 'decision-1',
        ...defaultHeaders,
      },
      body: { id: '1' },
    });
    expect(acted).toHaveBeenCalledWith(expect.objectContaining({ issuer, subject: 'user-1', scopes: ['read'] }));
  });

  it('anybody on an open route, without looking at a context', async () => {
    const open = handle(api, 'health', options).handler(({ caller }) => ({
      status: 200,
      body: { id: String(caller) },
    }));
    for (const context of [undefined, { contextVersion: 0 }]) {
      expect(await call(open, 'GET /health', { context })).toMatchObject({ status: 200, body: { id: 'undefined' } });
    }
  });

  it('an IAM caller on an iam route', async () => {
    const purge = handle(api, 'purge', options).handler(({ caller }) => ({
      status: 200,
      body: { id: caller.userArn },
    }));
    const iam = { userArn: 'arn:aws:iam::123456789012:user/ops', accountId: '123456789012', accessKey: 'AKIA' };
    expect(await call(purge, 'POST /purge', { iam })).toMatchObject({ status: 200, body: { id: iam.userArn } });
    for (const event of [{}, { iam: {} }, { context: flat('POST /purge', ['admin']) }]) {
      expect(await call(purge, 'POST /purge', event)).toMatchObject({ status: 500 });
    }
  });
});

describe('the guard answers a fault of ours with a bare 500, whatever the context says', () => {
  it.each<{ name: string; context: unknown; code: string; routeKey?: string }>([
    { name: 'no context', context: undefined, code: 'context_missing' },
    { name: 'a null context', context: null, code: 'context_missing' },
    { name: 'an empty context', context: {}, code: 'context_version' },
    { name: 'an old version', context: { ...flat(route, ['read']), contextVersion: 0 }, code: 'context_version' },
    { name: 'a foreign authorizer', context: { isAdmin: true, contextVersion: 1 }, code: 'context_malformed' },
    { name: 'a claimed allow', context: { ...flat(route, ['write']), decision: 'allow' }, code: 'context_principal' },
    { name: 'another route', context: flat('GET /me', ['read']), code: 'context_route' },
    {
      name: 'another issuer',
      context: flat(route, ['read'], {
        principal: { ...carried(route, ['read']).principal, issuer: 'https://evil.example' },
      }),
      code: 'context_issuer',
    },
    {
      name: 'an issuer with a slash more',
      context: flat(route, ['read'], { principal: { ...carried(route, ['read']).principal, issuer: `${issuer}/` } }),
      code: 'context_issuer',
    },
    { name: 'scopes that do not suffice', context: flat(route, []), code: 'context_principal' },
    { name: 'JSON in a string', context: JSON.stringify(flat(route, ['read'])), code: 'context_malformed' },
    {
      name: 'an event of another route',
      context: flat(route, ['read']),
      code: 'context_route',
      routeKey: 'DELETE /things/{id}',
    },
  ])('$name', async ({ context, code, routeKey = route }) => {
    expect(await call(handler, routeKey, { pathParameters, context })).toEqual({
      status: 500,
      headers: {
        'content-type': 'application/problem+json',
        ...defaultHeaders,
      },
      body: { type: 'urn:scopegate:problem:internal', title: 'Internal error', status: 500 },
    });
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ level: 'ERROR', code });
    expect(acted).not.toHaveBeenCalled();
  });
});

describe('the guard challenges', () => {
  it('a token that expired since the gateway cached its allow', async () => {
    const principal = { ...carried(route, ['read']).principal, validUntil: now };
    const answer = await call(handler, route, {
      pathParameters,
      context: encodeContext(carried(route, ['read'], { principal })),
    });
    expect(answer).toMatchObject({
      status: 401,
      headers: {
        'content-type': 'application/problem+json',
        'www-authenticate': expect.stringContaining('error="invalid_token"'),
        'scopegate-decision-id': 'decision-1',
      },
      body: { type: 'urn:scopegate:problem:token_expired', status: 401 },
    });
    expect(acted).not.toHaveBeenCalled();
  });

  it('a genuine token that lacks a scope, naming the nearest alternative and, in the body, all', async () => {
    const create = handle(api, 'create', options).handler(() => ({ status: 201, body: { id: '1' } }));
    const key = 'POST /things/{id}';
    const decision = { outcome: 'deny', reason: 'insufficient_scope', missing: ['write'] } as const;
    expect(await call(create, key, { pathParameters, context: flat(key, ['read'], { decision }) })).toEqual({
      status: 403,
      headers: {
        'content-type': 'application/problem+json',
        'www-authenticate':
          'Bearer realm="Things", error="insufficient_scope", error_description="The access token lacks a required scope", scope="read write"',
        'scopegate-decision-id': 'decision-1',
        ...defaultHeaders,
      },
      body: {
        type: 'urn:scopegate:problem:insufficient_scope',
        title: 'The access token lacks a required scope',
        status: 403,
        detail: 'Ask the issuer for a token with the scopes in the challenge',
        challenge: { error: 'insufficient_scope', scope: 'read write' },
        anyOf: [['read', 'write'], ['admin']],
      },
    });
  });

  it('a carried denial even when its own decision would allow', async () => {
    const decision = { outcome: 'deny', reason: 'insufficient_scope', missing: ['read'] } as const;
    expect(await call(handler, route, { pathParameters, context: flat(route, ['read'], { decision }) })).toMatchObject({
      status: 403,
    });
    expect(acted).not.toHaveBeenCalled();
  });
});
