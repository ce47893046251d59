import { describe, expect, it, jest } from '@jest/globals';
import { type RevokeOptions, revoke } from '../../../src/revoke/revoke.ts';
import { runState } from '../../support/run-state.ts';

const tables = [
  { logicalId: 'Table1', tableName: 'items' },
  { logicalId: 'Revocations2', tableName: 'revoked' },
];
const now = 1_767_225_600_500;

async function run(options: RevokeOptions, { answer = new Response('{}'), state = {} } = {}) {
  const platform = { ...runState, databaseEndpoint: 'http://127.0.0.1:8000', tables, ...state };
  const fetch = jest.fn<typeof globalThis.fetch>().mockResolvedValue(answer);
  const written: string[] = [];
  const stdout = { color: false, write: (text: string) => void written.push(text) };
  const code = await revoke(platform, { now: () => now, fetch, stdout }, options);
  const [url, request] = fetch.mock.calls[0] ?? [];
  const authorization = new Headers(request?.headers).get('authorization');
  return { code, written: written.join(''), url, put: JSON.parse(String(request?.body)), authorization };
}

describe('scopegate revoke', () => {
  it.each<{ name: string; options: RevokeOptions; item: object; says: string }>([
    {
      name: 'a token, for as long as one can live',
      options: { jti: 't-1' },
      item: { kind: { S: 'token' }, tokenId: { S: 't-1' }, expiresAt: { N: '1767312001' } },
      says: 'revoked: token t-1 of https://issuer.test\n',
    },
    {
      name: 'a subject, this second included',
      options: { subject: 'user-1', issuer: 'https://other.test' },
      item: { issuer: { S: 'https://other.test' }, subject: { S: 'user-1' }, issuedBefore: { N: '1767225602' } },
      says: 'revoked: subject user-1 of https://other.test\n',
    },
    {
      name: 'a client by name',
      options: { client: 'reader' },
      item: { kind: { S: 'client' }, clientId: { S: 'id-reader' } },
      says: 'revoked: client id-reader of https://issuer.test\n',
    },
  ])('revokes $name', async ({ options, item, says }) => {
    const { code, written, url, put, authorization } = await run(options);
    expect([code, written, url, put.TableName]).toEqual([0, says, 'http://127.0.0.1:8000', 'revoked']);
    expect(put.Item).toMatchObject(item);
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20260101\/eu-west-1\/dynamodb\/aws4_request/,
    );
  });

  it('says when the entry exists already', async () => {
    const answer = new Response('{"__type":"com.amazonaws#ConditionalCheckFailedException"}', { status: 400 });
    expect((await run({ jti: 't-1' }, { answer })).written).toMatch(/^was revoked already: token t-1/);
  });

  it.each<{ name: string; options: RevokeOptions; state?: object; says: string }>([
    { name: 'nothing', options: {}, says: 'It is not clear what to revoke. Given: nothing' },
    { name: 'two things', options: { jti: 'a', client: 'reader' }, says: 'Given: --jti, --client' },
    { name: 'an unknown client', options: { client: 'x' }, says: 'Allowed: reader, writer, public' },
    { name: 'no table', options: { jti: 'a', table: 'None' }, says: 'fits none. Allowed: Table1, Revocations2' },
    { name: 'a run without tables', options: { jti: 'a' }, state: { tables: [] }, says: 'this one has none' },
    { name: 'no issuer', options: { jti: 'a' }, state: { issuer: undefined }, says: 'Give --issuer' },
  ])('refuses $name', async ({ options, state = {}, says }) => {
    await expect(run(options, { state })).rejects.toThrow(says);
  });

  it('shows the answer of the database', async () => {
    const answer = new Response('{"message":"no such key"}', { status: 400 });
    await expect(run({ jti: 'a' }, { answer })).rejects.toThrow('Given: 400 {"message":"no such key"}');
  });
});
