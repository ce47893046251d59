import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import {
  type BatchGetClient,
  createDynamoDbRevocationList,
  putRevocation,
  type Revocation,
  revocationKey,
} from '../../../../src/revocation/dynamodb/index.ts';
import type { RevocableToken } from '../../../../src/revocation/revocation-list.ts';

const issuer = 'https://issuer.example';
const token: RevocableToken = { issuer, subject: 'user-1', clientId: 'app', tokenId: 'token-1', issuedAt: 1_000 };
const { issuedAt: _, ...withoutIat } = token;
const expiresAt = 9_000;
let stored: Record<string, { S?: string; N?: string }>[];
const batchGetItem = jest.fn<BatchGetClient['batchGetItem']>();
const list = (settings = {}) =>
  createDynamoDbRevocationList({ tableName: 'T', client: { batchGetItem }, now: () => 0, ...settings });
const revoke = (revocation: Revocation) => stored.push(putRevocation('T', revocation).Item);

beforeEach(() => {
  stored = [];
  batchGetItem.mockReset();
  batchGetItem.mockImplementation(async ({ RequestItems }) => {
    const asked = (RequestItems['T']?.Keys ?? []).map((key) => key['pk']?.S);
    return { Responses: { T: stored.filter((item) => asked.includes(item['pk']?.S)) }, UnprocessedKeys: {} };
  });
});

describe('the DynamoDB revocation list', () => {
  it.each<{ name: string; revocation: Revocation; given?: RevocableToken; revoked: boolean }>([
    { name: 'the token', revocation: { kind: 'token', issuer, tokenId: 'token-1', expiresAt }, revoked: true },
    { name: 'another token', revocation: { kind: 'token', issuer, tokenId: 'token-2', expiresAt }, revoked: false },
    {
      name: 'the id under another issuer',
      revocation: { kind: 'token', issuer: `${issuer}/`, tokenId: 'token-1', expiresAt },
      revoked: false,
    },
    {
      name: 'the subject, before a later time',
      revocation: { kind: 'subject', issuer, subject: 'user-1', issuedBefore: 1_001, expiresAt },
      revoked: true,
    },
    {
      name: 'the subject, before the very time',
      revocation: { kind: 'subject', issuer, subject: 'user-1', issuedBefore: 1_000, expiresAt },
      revoked: false,
    },
    {
      name: 'the subject of a token without iat',
      revocation: { kind: 'subject', issuer, subject: 'user-1', issuedBefore: 1, expiresAt },
      given: withoutIat,
      revoked: true,
    },
    {
      name: 'another subject',
      revocation: { kind: 'subject', issuer, subject: 'user-2', issuedBefore: 5_000, expiresAt },
      revoked: false,
    },
    { name: 'the client', revocation: { kind: 'client', issuer, clientId: 'app' }, revoked: true },
    { name: 'another client', revocation: { kind: 'client', issuer, clientId: 'app2' }, revoked: false },
    {
      name: 'a client named as the token',
      revocation: { kind: 'client', issuer, clientId: 'token-1' },
      revoked: false,
    },
  ])('revoked is $name: $revoked', async ({ revocation, given = token, revoked }) => {
    revoke(revocation);
    expect(await list().isRevoked(given)).toBe(revoked);
  });

  it('asks once for all keys, with a time limit, and then for seconds not again', async () => {
    const one = list();
    await one.isRevoked(token);
    await one.isRevoked(token);
    expect(batchGetItem.mock.calls).toEqual([
      [
        {
          RequestItems: {
            T: {
              Keys: expect.arrayContaining([{ pk: { S: expect.any(String) } }]),
              ProjectionExpression: 'pk, issuedBefore',
            },
          },
        },
        { abortSignal: expect.any(AbortSignal) },
      ],
    ]);
    expect(batchGetItem.mock.calls[0]?.[0].RequestItems['T']?.Keys).toHaveLength(3);
  });

  it('leaves out the keys a token has no name for', async () => {
    await list().isRevoked({ issuer, subject: 'user-1' });
    expect(batchGetItem.mock.calls[0]?.[0].RequestItems['T']?.Keys).toHaveLength(1);
  });

  it.each<{ name: string; answer: Awaited<ReturnType<BatchGetClient['batchGetItem']>> }>([
    { name: 'left keys unread', answer: { Responses: { T: [] }, UnprocessedKeys: { T: {} } } },
    { name: 'answered for another table', answer: { Responses: {} } },
    { name: 'answered nothing', answer: {} },
  ])('does not take it for good when DynamoDB $name', async ({ answer }) => {
    batchGetItem.mockResolvedValue(answer);
    await expect(list().isRevoked(token)).rejects.toThrow('DynamoDB');
  });

  it('takes an entry it cannot read for a revocation', async () => {
    stored.push({ pk: { S: revocationKey({ kind: 'subject', issuer, subject: 'user-1' }) }, issuedBefore: { N: 'x' } });
    expect(await list().isRevoked(token)).toBe(true);
  });

  it.each([{ timeoutMs: 0 }, { timeoutMs: 10_001 }, { timeoutMs: Number.NaN }, { cacheSeconds: 61 }])(
    'refuses %p',
    (settings) => {
      expect(() => list(settings)).toThrow(RangeError);
    },
  );
});
