import { describe, expect, it } from '@jest/globals';
import type { PlatformTable } from '../../../src/revoke/platform-tables.ts';
import { type RevokeOptions, revoke } from '../../../src/revoke/revoke.ts';
import type { RunState } from '../../../src/run/run-state.ts';
import { type FakeRevocations, fakeRevocations, revocationTable } from '../../support/fake-revocations.ts';
import { runState } from '../../support/run-state.ts';

const now = 1_767_225_600_500;
const poolId = 'eu-west-1_AbCdEfGhI';
const poolIssuer = `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`;
const otherString = `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${poolId}`;
const jwksUri = 'http://127.0.0.1:9999/pool/.well-known/jwks.json';
const ofPool: Partial<RunState> = { issuer: poolIssuer, pools: [{ issuer: poolIssuer, jwksUri }] };
const authorizer = {
  accessTable: '/nowhere/table.json',
  issuers: JSON.stringify([
    { preset: 'cognito', userPoolId: poolId, resourceServer: 'shop', clients: { 'id-reader': {} } },
  ]),
};

type Setting = Partial<FakeRevocations> & { readonly state?: Partial<RunState> };

/** A platform whose clock is `now`; the machine's is not asked. */
function platform({ state = {}, ...fake }: Setting = {}) {
  const database = fakeRevocations({ now, ...fake });
  const run = { ...runState, databaseEndpoint: 'http://127.0.0.1:8000', ...state };
  const revoking = async (options: RevokeOptions) => {
    const written: string[] = [];
    const stdout = { color: false, write: (text: string) => void written.push(text) };
    expect(await revoke(run, { fetch: database.fetch, stdout }, options)).toBe(0);
    return written.join('');
  };
  return { ...database, revoking };
}

const entryIn = ({ entries }: ReturnType<typeof platform>) => [...entries.values()][0];

describe('scopegate revoke', () => {
  it.each<{ name: string; options: RevokeOptions; item: object; says: string }>([
    {
      name: 'a token, for as long as one can live, issued ahead and expired by the tolerances',
      options: { jti: 't-1' },
      item: { kind: { S: 'token' }, tokenId: { S: 't-1' }, expiresAt: { N: '1767312121' } },
      says: 'revoked: token t-1 of https://issuer.test\n',
    },
    {
      name: 'a subject, with what is issued ahead within the tolerance',
      options: { subject: 'user-1' },
      item: { issuer: { S: 'https://issuer.test' }, subject: { S: 'user-1' }, issuedBefore: { N: '1767225662' } },
      says: 'revoked: subject user-1 of https://issuer.test\n',
    },
    {
      name: 'a subject of an issuer whose lifetimes are not known',
      options: { subject: 'user-1', issuer: 'https://other.test' },
      item: { issuer: { S: 'https://other.test' }, expiresAt: { N: '1801785721' } },
      says: 'revoked: subject user-1 of https://other.test\n',
    },
    {
      name: 'a client by name',
      options: { client: 'reader' },
      item: { kind: { S: 'client' }, clientId: { S: 'id-reader' } },
      says: 'revoked: client id-reader of https://issuer.test\n',
    },
    {
      name: 'a client of an issuer that does not run here, by its id',
      options: { client: 'app-1', issuer: 'https://other.test' },
      item: { clientId: { S: 'app-1' }, issuer: { S: 'https://other.test' } },
      says: 'revoked: client app-1 of https://other.test\n',
    },
  ])("revokes $name, by the platform's clock", async ({ options, item, says }) => {
    const running = platform();
    expect(await running.revoking(options)).toBe(`${says}  within seconds denied at: GET /items\n`);
    expect(entryIn(running)).toMatchObject({ ...item, revokedAt: { N: '1767225600' } });
    expect(running.calls.map(({ action }) => action)).toEqual(['PutItem', 'BatchGetItem']);
    for (const { headers, input } of running.calls) {
      expect(JSON.stringify(input)).toContain('"revoked"');
      expect(headers.get('x-amz-date')).toBe('20260101T000000Z');
      expect(headers.get('authorization')).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20260101\/eu-west-1\/dynamodb\/aws4_request/,
      );
    }
  });

  it.each<RevokeOptions>([
    { client: 'reader' },
    { subject: 'user-1' },
    { jti: 't-1' },
    { jti: 't-1', issuer: otherString },
  ])('enters both issuer strings of a user pool for %j, and undoes both', async (options) => {
    const running = platform({ state: { ...ofPool, authorizer } });
    expect(await running.revoking(options)).toContain(`of ${poolIssuer} and ${otherString}\n`);
    expect([...running.entries.values()].map(({ issuer }) => issuer?.S)).toEqual([poolIssuer, otherString]);
    expect([...running.entries.values()].map(({ expiresAt }) => expiresAt?.N)).not.toContain('1801785721');
    expect(await running.revoking({ ...options, undo: true })).toMatch(/^no longer revoked: /);
    expect(running.entries.size).toBe(0);
    expect(await running.revoking({ ...options, undo: true })).toMatch(/^was not revoked: /);
  });

  it('undoes the revocation of a client that is gone', async () => {
    expect(await platform().revoking({ client: 'id-gone', undo: true })).toBe(
      'was not revoked: client id-gone of https://issuer.test\n',
    );
  });

  it('takes the user pool of the client, where there are several', async () => {
    const pools = [{ issuer: 'https://issuer.test', jwksUri }, ...(ofPool.pools ?? [])];
    const running = platform({ state: { pools, authorizer } });
    expect(await running.revoking({ client: 'reader' })).toContain(`of ${poolIssuer} and`);
    await expect(running.revoking({ subject: 'user-1' })).rejects.toThrow('several user pools');
  });

  it('says when the entry exists already', async () => {
    const running = platform();
    await running.revoking({ jti: 't-1' });
    const [entry] = running.entries.values();
    const again = platform({ answer: (action) => (action === 'PutItem' ? conditionFailed() : undefined) });
    again.entries.set(entry?.['pk']?.S ?? '', entry ?? {});
    expect(await again.revoking({ jti: 't-1' })).toMatch(/^was revoked already: token t-1/);
  });

  const conditionFailed = () =>
    new Response('{"__type":"com.amazonaws#ConditionalCheckFailedException"}', { status: 400 });

  it('does not say so of an entry that vanishes before its tokens', async () => {
    const running = platform();
    await running.revoking({ subject: 'user-1' });
    const [entry] = running.entries.values();
    const again = platform({ answer: (action) => (action === 'PutItem' ? conditionFailed() : undefined) });
    again.entries.set(entry?.['pk']?.S ?? '', {
      ...entry,
      issuedBefore: { N: '1999999999' },
      expiresAt: { N: '1767225000' },
    });
    await expect(again.revoking({ subject: 'user-1' })).rejects.toThrow('vanishes at 2025-12-31T23:50:00.000Z');
  });

  it('does not say so when guards would not find the entry', async () => {
    const lost = platform({ answer: (action) => (action === 'PutItem' ? Response.json({}) : undefined) });
    await expect(lost.revoking({ client: 'reader' })).rejects.toThrow('Not revoked');
    const narrowed = platform({
      answer: (action, { Item }) => {
        if (action !== 'PutItem') return undefined;
        const item = Item as { readonly pk: { readonly S: string } };
        narrowed.entries.set(item.pk.S, { ...item, issuedBefore: { N: '1' } });
        return Response.json({});
      },
    });
    await expect(narrowed.revoking({ subject: 'user-1' })).rejects.toThrow('Not revoked');
  });

  it('does not say that a revocation is undone that is still there', async () => {
    const running = platform({ answer: (action) => (action === 'DeleteItem' ? Response.json({}) : undefined) });
    await running.revoking({ client: 'reader' });
    await expect(running.revoking({ client: 'reader', undo: true })).rejects.toThrow('Still revoked');
  });

  it('lists what is revoked, and undoes one', async () => {
    const running = platform();
    expect(await running.revoking({ list: true })).toBe('nothing is revoked\n');
    await running.revoking({ client: 'reader' });
    await running.revoking({ subject: 'user-1' });
    running.entries.set('token#x', { pk: { S: 'token#x' } });
    expect(await running.revoking({ list: true })).toBe(
      [
        'revoked                   issuer               since                     tokens issued before      until',
        'unreadable entry token#x  -                    -                         any                       undone',
        'client id-reader          https://issuer.test  2026-01-01T00:00:00.000Z  any                       undone',
        'subject user-1            https://issuer.test  2026-01-01T00:00:00.000Z  2026-01-01T00:01:02.000Z  2026-01-02T00:02:01.000Z',
        '',
      ].join('\n'),
    );
    await running.revoking({ client: 'reader', undo: true });
    expect(await running.revoking({ list: true })).not.toContain('id-reader');
  });

  it('lists all pages', async () => {
    const page = (name: string, more?: object) =>
      Response.json({
        Items: [{ pk: { S: name }, kind: { S: 'client' }, clientId: { S: name } }],
        LastEvaluatedKey: more,
      });
    const running = platform({
      answer: (_, { ExclusiveStartKey }) =>
        ExclusiveStartKey === undefined ? page('one', { pk: { S: 'one' } }) : page('two'),
    });
    expect(await running.revoking({ list: true })).toMatch(/client one[\s\S]*client two/);
  });

  const business = revocationTable({
    logicalId: 'Items1',
    namedBy: [{ function: 'F', variables: ['TABLE'], routes: ['GET /x'] }],
  });
  const other = (changes: Partial<PlatformTable>): PlatformTable =>
    revocationTable({ logicalId: 'Items1', ...changes });
  it.each<{ name: string; options?: RevokeOptions; setting?: Setting; says: string }>([
    { name: 'nothing', options: {}, says: 'It is not clear what to revoke. Given: nothing' },
    { name: 'two things', options: { jti: 'a', client: 'reader' }, says: 'Given: --jti, --client' },
    { name: 'nothing to undo', options: { undo: true }, says: 'Given: nothing' },
    { name: 'an unknown client', options: { client: 'x' }, says: 'Allowed: reader, writer, public' },
    { name: 'no user pool', setting: { state: { pools: [] } }, says: 'Give --issuer' },
    {
      name: 'an issuer whose tokens are not accepted',
      options: { jti: 'a', issuer: `${poolIssuer}/` },
      setting: { state: { ...ofPool, authorizer } },
      says: `accepts no token of this issuer, so that there is none to revoke. Given: --issuer ${poolIssuer}/. Allowed: ${poolIssuer}`,
    },
    {
      name: 'a platform without tables',
      setting: { tables: [] },
      says: 'No guard of this platform asks a revocation table',
    },
    { name: 'a table of the service', setting: { tables: [business] }, says: 'No guard of this platform asks' },
    {
      name: 'a table of another key',
      setting: { tables: [other({ key: [{ name: 'id', type: 'S' }] })] },
      says: 'No guard of this platform asks',
    },
    {
      name: 'a table with a sort key',
      setting: {
        tables: [
          other({
            key: [
              { name: 'pk', type: 'S' },
              { name: 'sk', type: 'S' },
            ],
          }),
        ],
      },
      says: 'No guard of this platform asks',
    },
    {
      name: 'a table whose time to live is another attribute',
      setting: { tables: [other({ timeToLiveAttribute: 'ttl' })] },
      says: 'No guard of this platform asks',
    },
    { name: 'a table that no handler is told', setting: { tables: [other({ namedBy: [] })] }, says: 'No guard' },
    {
      name: 'two tables',
      setting: { tables: [revocationTable(), other({})] },
      says: 'It is not clear which table to use. Given: Revocations2, Items1',
    },
    {
      name: 'a table by a name that is none',
      options: { jti: 'a', table: 'None' },
      setting: { tables: [revocationTable(), other({ key: [] })] },
      says: 'Given: --table None. Allowed: Revocations2.',
    },
    {
      name: 'a named table of another key',
      options: { jti: 'a', table: 'Items1' },
      setting: { tables: [other({ key: [] })] },
      says: 'this platform has none',
    },
  ])('refuses $name', async ({ options = { jti: 'a' }, setting = {}, says }) => {
    const running = platform(setting);
    await expect(running.revoking(options)).rejects.toThrow(says);
    expect(running.calls).toEqual([]);
  });

  it.each(['Items', 'Items1', 'Shop/Items1'])(
    'takes the table %s, which handlers are told otherwise',
    async (table) => {
      const running = platform({ tables: [revocationTable({ logicalId: 'Other', namedBy: [] }), business] });
      expect(await running.revoking({ client: 'reader', table })).toContain('denied at: GET /x\n');
    },
  );

  it.each(['PutItem', 'BatchGetItem', 'Scan', 'DeleteItem'])(
    'shows the answer of the database to %s',
    async (failing) => {
      const refused = () => new Response('{"message":"no such key"}', { status: 400 });
      const running = platform({ answer: (action) => (action === failing ? refused() : undefined) });
      const options = failing === 'Scan' ? { list: true } : { jti: 'a', undo: failing === 'DeleteItem' };
      await expect(running.revoking(options)).rejects.toThrow('Given: 400 {"message":"no such key"}');
    },
  );
});
