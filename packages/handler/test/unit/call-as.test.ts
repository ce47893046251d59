import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { authenticated, defineApi, open, scopes } from '@scopegate/contract';
import { callAs, takeAuditLines } from '@scopegate/testing';
import { Type } from 'typebox';
import { handle } from '../../src/index.ts';

const responses = { 200: Type.Unknown(), 201: Type.Unknown(), 204: null };
const api = defineApi({
  title: 'Shop',
  version: '1',
  scopes: { buy: 'Buys', look: 'Looks', all: { about: 'Does all', implies: ['buy', 'look'] } },
  routes: {
    health: { route: 'GET /health', access: open(), responses },
    me: { route: 'GET /me', access: authenticated(), responses },
    buy: {
      route: 'POST /things/{id}',
      access: scopes('buy'),
      params: Type.Object({ id: Type.String({ minLength: 2 }) }),
      body: Type.Object({ count: Type.Integer() }),
      responses,
    },
  },
});
const options = { write: () => undefined };
const health = handle(api, 'health', options).handler(() => ({ status: 204 }));
const me = handle(api, 'me', options).handler(({ caller }) => ({ status: 200, body: caller }));
const buy = handle(api, 'buy', options).handler(({ params, body }, { event }) => ({
  status: 201,
  body: { ...params, ...body, path: event.rawPath },
}));
const request = { pathParameters: { id: 'a b' }, body: { count: 2 } };

const variables = ['SCOPEGATE_TRUSTED_ISSUERS', 'SCOPEGATE_RESPONSE'];
const clear = (): void => {
  for (const name of variables) delete process.env[name];
};
beforeEach(clear);
afterEach(clear);

describe('callAs', () => {
  it('lets a caller in whose scopes suffice, to a path with its parameters', async () => {
    const answer = await callAs({ scopes: ['buy'] }, buy, request);
    expect(answer).toMatchObject({ status: 201, body: { id: 'a b', count: 2, path: '/things/a%20b' } });
  });

  it.each([
    { name: 'a scope that lacks', caller: { scopes: ['look'] }, status: 403 },
    { name: 'no scope', caller: {}, status: 403 },
    { name: 'a request that no authorizer has seen', caller: 'anonymous' as const, status: 500 },
  ])('is refused by the guard for $name', async ({ caller, status }) => {
    const answer = await callAs(caller, buy, request);
    expect(answer).toMatchObject({ status, body: { status } });
  });

  it('lets in by a scope that implies the one that is asked for', async () => {
    expect(await callAs({ scopes: ['all'] }, buy, request)).toMatchObject({ status: 201 });
  });

  it('answers the challenge of the guard', async () => {
    const { headers } = await callAs({ scopes: ['look'] }, buy, request);
    expect(headers['www-authenticate']).toContain('error="insufficient_scope"');
  });

  it('is refused by the validator as any request is', async () => {
    expect(await callAs({ scopes: ['buy'] }, buy, { ...request, body: {} })).toMatchObject({
      status: 400,
      headers: { 'content-type': 'application/problem+json' },
    });
  });

  it('hands over who the caller is', async () => {
    const caller = {
      subject: 'anna',
      clientId: 'web',
      tenant: 'acme',
      claims: { plan: 'gold' },
      issuer: 'https://id.test',
    };
    expect((await callAs(caller, me)).body).toMatchObject(caller);
  });

  it('calls what is open as anybody', async () => {
    expect(await callAs('anonymous', health)).toEqual({ status: 204, headers: expect.anything(), body: undefined });
  });

  it('is let in by an issuer that the environment trusts', async () => {
    process.env['SCOPEGATE_TRUSTED_ISSUERS'] = '[{"issuer":"https://own.test"}]';
    expect((await callAs({}, me)).body).toMatchObject({ issuer: 'https://own.test' });
    expect(await callAs({ issuer: 'https://foreign.test' }, me)).toMatchObject({ status: 500 });
  });

  it('is behind a policy response where the handler is', async () => {
    process.env['SCOPEGATE_RESPONSE'] = 'policy';
    expect(await callAs({ scopes: ['buy'] }, buy, request)).toMatchObject({ status: 201 });
    expect(await callAs({ scopes: ['look'] }, buy, request)).toMatchObject({ status: 403 });
  });

  it('keeps the audit lines of handlers that write no others', async () => {
    const plain = handle(api, 'health').handler(() => ({ status: 204 }));
    takeAuditLines();
    await callAs('anonymous', plain);
    expect(takeAuditLines()).toMatchObject([{ service: 'scopegate-guard', decision: 'allow', status: 204 }]);
    expect(takeAuditLines()).toEqual([]);
  });

  it('takes no handler of another kind', async () => {
    await expect(callAs({}, () => undefined)).rejects.toThrow('This handler names no route');
  });
});
