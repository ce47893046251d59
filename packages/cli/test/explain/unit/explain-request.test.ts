import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessTable } from '@scopegate/contract';
import { putRevocation, type Revocation } from '@scopegate/handler/revocation-dynamodb';
import { createTestIssuer } from '@scopegate/testing';
import type { Host } from '../../../src/host/host.ts';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import type { RunState } from '../../../src/run/run-state.ts';
import { writeRun } from '../../../src/run/state-files.ts';
import { type FakeHost, fakeHost } from '../../support/fake-host.ts';
import { fakeRevocations } from '../../support/fake-revocations.ts';
import { fetchBy } from '../../support/fetch-by.ts';
import { projectIn } from '../../support/project-in.ts';
import { runState } from '../../support/run-state.ts';
import { shop } from '../../support/shop.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const poolId = 'eu-west-1_AbCdEfGhI';

const issuer = createTestIssuer({ issuer: `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}` });

const issuers = JSON.stringify([
  { preset: 'cognito', userPoolId: poolId, resourceServer: 'shop', clients: { 'id-reader': {}, 'id-writer': {} } },
]);

const now = Date.UTC(2026, 0, 1);

const claims = {
  sub: 'id-reader',
  client_id: 'id-reader',
  token_use: 'access',
  scope: 'shop/items:read',
  exp: now / 1_000 + 3_600,
};

const readersToken = issuer.token(claims);

let keysDown = false;

const asked: string[] = [];

const keyServer = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(keysDown ? 503 : 200).end(JSON.stringify({ keys: issuer.keys.map(({ jwk }) => jwk) }));
});

beforeAll(async () => {
  await once(keyServer.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => {
  keyServer.close();
  keyServer.closeAllConnections();
});

const table = accessTable(shop, (name) => (name === 'getItem' ? 'none' : 'genuine'));

interface Setting {
  readonly state?: Partial<RunState>;
  readonly host?: Partial<Host>;
  /** @default guards ask no table */
  readonly revocations?: ReturnType<typeof fakeRevocations>;
}

const noTable = () => fakeRevocations({ now, tables: [] });

/** Runs one command line beside a recorded platform, of which only keys, clock and token endpoint answer. */
async function explaining(args: readonly string[], { state, host: overrides, revocations = noTable() }: Setting = {}) {
  const root = temporaryDirectory();
  writeFileSync(join(root, 'scopegate.config.ts'), '');
  writeFileSync(join(root, 'access-table.json'), JSON.stringify(table));
  const { port } = keyServer.address() as AddressInfo;
  const written: RunState = {
    ...runState,
    pools: [{ issuer: issuer.issuer, jwksUri: `http://127.0.0.1:${port}/${poolId}/.well-known/jwks.json` }],
    authorizer: { accessTable: join(root, 'access-table.json'), issuers },
    databaseEndpoint: 'http://127.0.0.1:8000',
    ...state,
  };
  const project = projectIn(root);
  writeRun(project.stateDirectory, written);
  const host: FakeHost = fakeHost({
    cwd: root,
    importModule: async () => ({ default: project }),
    fetch: fetchBy((request, body) => {
      if (request.url === runState.tokenEndpoint) return Response.json({ access_token: readersToken });
      if (request.url.startsWith('http://127.0.0.1:9998/'))
        expect(request.headers.get('x-scopegate-admin')).toBe('admin-secret');
      const answer = revocations.respond(request, body);
      if (answer === undefined) throw new Error(`unexpected: ${request.url}`);
      return answer;
    }),
    ...overrides,
  });
  const code = await runCommandLine(['explain', ...args], host);
  for (const part of readersToken.split('.')) expect(host.out() + host.err()).not.toContain(part.slice(0, 40));
  return { code, out: host.out(), err: host.err() };
}

const asReader = ['--client', 'reader'];

describe('explain', () => {
  it('prints each step of an allow with what it looked at, and ends with 0', async () => {
    const { code, out } = await explaining(['get', '/items?limit=1', ...asReader]);
    expect(code).toBe(0);
    expect(out).toBe(
      [
        'GET /items?limit=1 as client "reader", at 2026-01-01T00:00:00.000Z',
        '',
        '1  route       ok  The route and what it requires',
        '                   routeKey: GET /items',
        '                   requires: items:read',
        '2  credential  ok  Passed',
        `                   tokenLength: ${readersToken.length}`,
        '3  verify      ok  Passed',
        `                   issuer: ${issuer.issuer}`,
        '                   keyId: key-1',
        '                   subject: id-reader',
        '                   clientId: id-reader',
        '4  decide      ok  Passed',
        '                   now: 2026-01-01T00:00:00.000Z',
        '                   requires: items:read',
        '                   validUntil: 2026-01-01T01:00:00.000Z',
        '                   granted: items:read',
        '',
        'allow: the request reaches the handler',
        '  not looked at: revocations; the handler of this route is told no revocation table',
        '',
      ].join('\n'),
    );
  });

  it('takes keys from the pool that runs here', async () => {
    asked.length = 0;
    await explaining(['GET', '/items', ...asReader]);
    expect(asked).toEqual([`/${poolId}/.well-known/jwks.json`]);
  });

  it('prints the challenge of the guard, and ends with 1', async () => {
    const { code, out } = await explaining(['POST', '/items', ...asReader]);
    expect(code).toBe(1);
    expect(out).toContain('4  decide      deny  insufficient_scope: The access token lacks a required scope\n');
    expect(out).toContain(' missing: items:write\n');
    expect(out).toContain(
      [
        'deny: 403 from the guard of the handler',
        '  WWW-Authenticate: Bearer realm="Shop", error="insufficient_scope", error_description="The access token lacks a required scope", scope="shop/items:write"',
        '  reason: insufficient_scope: The access token lacks a required scope',
        '  remedy: Ask the issuer for a token with the scopes in the challenge',
        '',
      ].join('\n'),
    );
  });

  const damaged = `${readersToken.slice(0, -8)}AAAAAAAA`;
  it.each([
    { name: 'an open route', args: ['GET', '/health'], code: 0, answer: { by: 'handler' } },
    {
      name: 'no token',
      args: ['GET', '/items'],
      code: 1,
      answer: { by: 'gateway', status: 401, reason: 'credential_missing' },
    },
    {
      name: 'a damaged token',
      args: ['GET', '/items', '--token', damaged],
      code: 1,
      answer: { by: 'gateway', status: 403, reason: 'signature_invalid' },
    },
    {
      name: 'a token that is none',
      args: ['GET', '/items', '--token', 'Bearer x'],
      code: 1,
      answer: { by: 'gateway', status: 403, reason: 'credential_malformed' },
    },
    {
      name: 'an expired token',
      args: ['GET', '/items', ...asReader, '--at', '+1h'],
      code: 1,
      answer: {
        by: 'guard',
        status: 401,
        reason: 'token_expired',
        wwwAuthenticate: 'Bearer realm="Shop", error="invalid_token", error_description="The access token expired"',
      },
    },
    {
      name: 'an expired token on a route without challenges',
      args: ['GET', '/items/1', ...asReader, '--at', '2026-01-01T02:00:00+01:00'],
      code: 1,
      answer: { by: 'gateway', status: 403, reason: 'token_expired' },
    },
    {
      name: 'an iam route with a token',
      args: ['POST', '/purge', ...asReader],
      code: 1,
      answer: { by: 'gateway', status: 403, reason: 'iam_required' },
    },
    {
      name: 'an iam route without one',
      args: ['POST', '/purge'],
      code: 1,
      answer: { by: 'gateway', status: 403, reason: 'iam_required' },
    },
  ])('answers $name with $code', async ({ args, code, answer }) => {
    const result = await explaining([...args, '--json']);
    expect(result.code).toBe(code);
    const { outcome, text: _text, remedy: _remedy, ...told } = JSON.parse(result.out).answer;
    expect(outcome).toBe(code === 0 ? 'allow' : 'deny');
    expect({ reason: 'allowed', ...answer }).toEqual(told);
  });

  it('reads a token from stdin', async () => {
    const host = { readStdin: async () => `${readersToken}\n` };
    const { code, out } = await explaining(['GET', '/items', '--token', '-'], { host });
    expect(out).toContain('GET /items as the token from stdin');
    expect(code).toBe(0);
  });

  it('shows why keys cannot be fetched, and ends with 2', async () => {
    keysDown = true;
    const { code, out } = await explaining(['GET', '/items', ...asReader]);
    keysDown = false;
    expect(code).toBe(2);
    expect(out).toContain('3  verify      error    keys_unavailable: The keys of the issuer cannot be had\n');
    expect(out).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/\S+: status 503, expected 200/);
    expect(out).toContain('error: 500 from the gateway');
  });

  const gone: Partial<RunState> = { authorizer: { accessTable: '/nowhere/table.json', issuers } };
  const misconfigured = (file: string): Partial<RunState> => ({
    authorizer: { accessTable: file, issuers: '[{"preset":"none"}]' },
  });
  it.each<{ name: string; args: string[]; setting?: Setting; message: string }>([
    { name: 'a path no route serves', args: ['GET', '/nowhere'], message: 'the gateway answers 404' },
    { name: 'a path that is not UTF-8', args: ['GET', '/items/%ff'], message: 'API Gateway answers 400' },
    { name: 'no path', args: ['GET', 'items'], message: 'This is not a path of the API' },
    { name: 'an unknown client', args: ['GET', '/items', '--client', 'nobody'], message: 'There is no such client' },
    { name: 'an empty token', args: ['GET', '/items', '--token', ''], message: 'There is no token to explain' },
    { name: 'a time without offset', args: ['GET', '/items', '--at', '2026-01-01T00:00:00'], message: 'not a time' },
    { name: 'two tokens', args: ['GET', '/items', '--token', 'x', ...asReader], message: 'cannot be used with option' },
    { name: 'an unknown option', args: ['GET', '/items', '--tokn=eyJhbGciOiJSUzI1NiJ9'], message: 'unknown option' },
    { name: 'no platform', args: ['GET', '/items', '--port', '4000'], message: 'No local platform is recorded' },
    {
      name: 'a platform whose authorizer is not ours',
      args: ['GET', '/items'],
      setting: { state: { authorizer: undefined } as unknown as Partial<RunState> },
      message: "The API's authorizer cannot be explained",
    },
    { name: 'a table that is gone', args: ['GET', '/items'], setting: { state: gone }, message: 'cannot be read' },
    {
      name: 'an admin endpoint that is gone',
      args: ['GET', '/items'],
      setting: { host: { fetch: fetchBy(() => new Response('', { status: 404 })) } },
      message: "The platform's admin endpoint did not serve /clock",
    },
    {
      name: 'an admin endpoint that tells no time',
      args: ['GET', '/items'],
      setting: { host: { fetch: fetchBy(() => Response.json({})) } },
      message: 'The platform does not tell its time',
    },
  ])('ends with 2 for $name', async ({ args, setting, message }) => {
    const { code, err, out } = await explaining(args, setting);
    expect(err).toContain(message);
    expect(err).not.toContain('defect');
    expect(err + out).not.toContain('eyJ');
    expect(code).toBe(2);
  });

  it('ends with 2 for issuers that no authorizer starts with', async () => {
    const file = join(temporaryDirectory(), 'access-table.json');
    writeFileSync(file, JSON.stringify(table));
    const { code, err } = await explaining(['GET', '/items'], { state: misconfigured(file) });
    expect(err).toContain('SCOPEGATE_ISSUERS[0].preset');
    expect(code).toBe(2);
  });

  describe('of a token that may be revoked', () => {
    const subject = { kind: 'subject', issuer: issuer.issuer, subject: 'id-reader' } as const;
    const seconds = now / 1_000;
    const revokedBy = (...revocations: readonly Revocation[]) => {
      const fake = fakeRevocations({ now });
      for (const { Item } of revocations.map((one) => putRevocation('revoked', one))) fake.put(Item);
      return fake;
    };

    it('says that it is not, where the guard of the route looks', async () => {
      const { code, out } = await explaining(['GET', '/items', ...asReader], { revocations: revokedBy() });
      expect(out).toContain('5  revocation  ok  Passed\n                   table: Revocations2\n');
      expect(out).toMatch(/allow: the request reaches the handler\n$/);
      expect(code).toBe(0);
    });

    it('says denied, why and since when', async () => {
      const revocations = revokedBy({
        kind: 'client',
        issuer: issuer.issuer,
        clientId: 'id-reader',
        revokedAt: seconds - 60,
      });
      const { code, out } = await explaining(['GET', '/items', ...asReader], { revocations });
      expect(code).toBe(1);
      expect(out).toContain('5  revocation  deny  token_revoked: The access token was revoked\n');
      expect(out).toContain(' entry: client id-reader\n');
      expect(out).toContain(
        [
          'deny: 401 from the guard of the handler',
          '  WWW-Authenticate: Bearer realm="Shop", error="invalid_token", error_description="The access token was revoked"',
          '  reason: token_revoked: The access token was revoked',
          '  since: 2025-12-31T23:59:00.000Z',
          '  remedy: Get a new token from the issuer; if it is refused too, ask the operator of the API',
          '',
        ].join('\n'),
      );
    });

    it.each<{ name: string; revocation: Revocation; args?: readonly string[]; revoked: boolean }>([
      {
        name: 'its subject, for a token without iat',
        revocation: { ...subject, issuedBefore: 1, expiresAt: seconds },
        revoked: true,
      },
      { name: 'another client', revocation: { kind: 'client', issuer: issuer.issuer, clientId: 'x' }, revoked: false },
      {
        name: 'its client, of another issuer',
        revocation: { kind: 'client', issuer: 'https://x', clientId: 'id-reader' },
        revoked: false,
      },
      {
        name: 'its client, later than the time that is asked about',
        revocation: { kind: 'client', issuer: issuer.issuer, clientId: 'id-reader', revokedAt: seconds },
        args: ['--at', '-1s'],
        revoked: false,
      },
    ])('follows the guard for an entry of $name', async ({ revocation, args = [], revoked }) => {
      const setting = { revocations: revokedBy(revocation) };
      const { code, out } = await explaining(['GET', '/items', ...asReader, ...args, '--json'], setting);
      expect(JSON.parse(out).answer.reason).toBe(revoked ? 'token_revoked' : 'allowed');
      expect(code).toBe(revoked ? 1 : 0);
    });

    it('does not look for a route whose handler is told no table, or for a request that is denied already', async () => {
      const revocations = revokedBy({ kind: 'client', issuer: issuer.issuer, clientId: 'id-reader' });
      expect((await explaining(['GET', '/items/1', ...asReader], { revocations })).out).toContain(
        'not looked at: revocations',
      );
      expect((await explaining(['POST', '/items', ...asReader], { revocations })).out).toContain(
        'reason: insufficient_scope',
      );
      expect(revocations.calls).toEqual([]);
    });

    it('ends with 2 when the table cannot be read', async () => {
      const revocations = fakeRevocations({ now, answer: () => new Response('{}', { status: 500 }) });
      const { code, err } = await explaining(['GET', '/items', ...asReader], { revocations });
      expect(err).toContain('The database refused the request');
      expect(code).toBe(2);
    });
  });

  it('prints no token that stands in the path', async () => {
    const { out } = await explaining(['GET', `/items/${readersToken}?q=${readersToken}`, ...asReader, '--json']);
    expect(JSON.parse(out).request.path).toBe('/items/[token]?q=[token]');
  });

  it('shows its help with 0', async () => {
    const { code, out } = await explaining(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('scopegate explain GET /orders/42 --client reader');
  });
});
