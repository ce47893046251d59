import { describe, expect, it } from '@jest/globals';
import { putRevocation, revocationKey } from '../../../../src/revocation/dynamodb/index.ts';

const issuer = 'https://issuer.example';
const expiresAt = 9_000;

describe('an entry', () => {
  it('names what it revokes, vanishes in time, and never takes back a longer one', () => {
    const revocation = { kind: 'subject', issuer, subject: 'user-1', issuedBefore: 1_001, expiresAt } as const;
    expect(putRevocation('T', revocation)).toEqual({
      TableName: 'T',
      Item: {
        pk: { S: revocationKey(revocation) },
        kind: { S: 'subject' },
        issuer: { S: issuer },
        subject: { S: 'user-1' },
        issuedBefore: { N: '1001' },
        expiresAt: { N: '9000' },
      },
      ConditionExpression: 'attribute_not_exists(pk) OR issuedBefore <= :reach',
      ExpressionAttributeValues: { ':reach': { N: '1001' } },
    });
  });

  it('of a client stays until it is deleted', () => {
    const { Item, ...others } = putRevocation('T', { kind: 'client', issuer, clientId: 'app' });
    expect(Item).not.toHaveProperty('expiresAt');
    expect(others).toEqual({ TableName: 'T' });
  });

  it.each([1.5, 0, -1, Number.NaN, 1_767_225_600_000])('refuses the time %p', (time) => {
    const subject = { kind: 'subject', issuer, subject: 's' } as const;
    expect(() => putRevocation('T', { ...subject, issuedBefore: time, expiresAt })).toThrow('whole seconds');
    expect(() => putRevocation('T', { ...subject, issuedBefore: 1, expiresAt: time })).toThrow('expiresAt: given');
  });
});
