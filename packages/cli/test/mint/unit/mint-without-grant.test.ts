import { describe, expect, it } from '@jest/globals';
import type { MintOptions, MintRun } from '../../../src/mint/mint-options.ts';
import { mintToken } from '../../../src/mint/mint-token.ts';
import { fetchBy } from '../../support/fetch-by.ts';
import { projectIn } from '../../support/project-in.ts';
import { runState } from '../../support/run-state.ts';

const project = projectIn('/nowhere');
const auth0 = 'https://acme.eu.auth0.com/';
const standIn = { issuer: auth0, keys: 'stand-in', clients: [] } as const;
const withPool: MintRun = { ...runState, issuers: [standIn] };
const withoutPool: MintRun = { ...runState, clients: [], pools: [], issuers: [standIn] };

async function mint(run: MintRun, options: MintOptions, answer = Response.json({ token: 'a.b.c' })) {
  const asked: unknown[] = [];
  const fetch = fetchBy((request, body) => {
    asked.push({ url: request.url, secret: request.headers.get('x-scopegate-admin'), ...JSON.parse(body) });
    return answer;
  });
  return { token: await mintToken(project, run, { ...options, fetch }), asked };
}
const asked = (body: object) => [{ url: 'http://127.0.0.1:9998/tokens', secret: 'admin-secret', ...body }];

describe('a token without a grant', () => {
  it('is of a named issuer, with all scopes of the contract', async () => {
    const minted = await mint(withPool, { issuer: auth0 });
    expect(minted.token).toBe('a.b.c');
    expect(minted.asked).toEqual(asked({ issuer: auth0, scopes: ['items:read', 'items:write', 'items:none'] }));
  });

  it('has the scopes of the client that is named, where the project lists it', async () => {
    const [reader] = project.clients;
    const minted = await mint(withoutPool, { client: reader!.name });
    expect(minted.asked).toEqual(asked({ issuer: auth0, client: reader!.name, scopes: reader!.scopes }));
  });

  it('is of the only issuer where there is no pool', async () => {
    expect((await mint(withoutPool, { scope: 'items:read' })).asked).toEqual(
      asked({ issuer: auth0, scopes: ['items:read'] }),
    );
  });

  it('has what is asked for', async () => {
    const options: MintOptions = {
      issuer: auth0,
      client: 'app',
      user: 'anna',
      scope: 'a  b',
      claim: [
        ['level', 3],
        ['email', 'anna@example.com'],
      ],
      group: ['ops'],
      expiresIn: -300,
      idToken: true,
    };
    expect((await mint(withPool, options)).asked).toEqual(
      asked({
        issuer: auth0,
        client: 'app',
        user: 'anna',
        scopes: ['a', 'b'],
        claims: { level: 3, email: 'anna@example.com' },
        groups: ['ops'],
        expiresInSeconds: -300,
        idToken: true,
      }),
    );
  });

  it('is of the pool for a user, with the scopes as the pool names them', async () => {
    const run = { ...runState, issuers: [] };
    expect((await mint(run, { user: 'anna', client: 'reader', scope: 'items:read' })).asked).toEqual(
      asked({ issuer: 'https://issuer.test', client: 'id-reader', user: 'anna', scopes: ['shop/items:read'] }),
    );
    expect((await mint(run, { user: 'anna', client: 'reader' })).asked).toMatchObject([
      { scopes: ['shop/items:read'] },
    ]);
  });

  it('needs the issuer named where there are several', async () => {
    await expect(mint(withPool, { user: 'anna' })).rejects.toThrow(
      `Given: no --issuer. Allowed: https://issuer.test, ${auth0}. Name one with --issuer`,
    );
    const given: MintRun = { ...withoutPool, issuers: [{ ...standIn, keys: 'given' }] };
    await expect(mint(given, { user: 'anna' })).rejects.toThrow('none: the platform mints tokens of no issuer');
  });

  it('is refused in the words of the platform', async () => {
    const refusal = Response.json({ message: 'Issuer "x" is not answered for here.' }, { status: 400 });
    await expect(mint(withPool, { issuer: 'https://x.example' }, refusal)).rejects.toThrow('is not answered for here');
  });
});
