import { expect, it } from '@jest/globals';
import { isRevokedBy, issuedUntil, putRevocation } from '../../../../src/revocation/dynamodb/index.ts';

const now = 1_767_225_600_500;
const seconds = 1_767_225_601;

it.each([
  { name: 'issued before', issuedAt: seconds - 1, revoked: true },
  { name: 'issued in this second', issuedAt: seconds, revoked: true },
  { name: 'issued ahead, within the tolerance', issuedAt: seconds + 60, revoked: true },
  { name: 'issued after the tolerance', issuedAt: seconds + 61, revoked: false },
  { name: 'without a time', issuedAt: undefined, revoked: true },
])('a token $name: $revoked', ({ issuedAt, revoked }) => {
  const subject = { kind: 'subject', issuer: 'i', subject: 's', expiresAt: seconds + 100 } as const;
  const { Item } = putRevocation('T', { ...subject, issuedBefore: issuedUntil(now) });
  expect(isRevokedBy(Item as never, { issuedAt })).toBe(revoked);
});

it('takes the tolerance of the issuer', () => {
  expect(issuedUntil(now, 0)).toBe(seconds + 1);
});
