import { describe, expect, it } from '@jest/globals';
import { checkRevocation } from '../../../src/revocation/check-revocation.ts';

const token = { issuer: 'i', subject: 's', tokenId: 't' };
const { tokenId: _, ...nameless } = token;
const down = async () => {
  throw new Error('down');
};

describe('checkRevocation', () => {
  it.each([
    { name: 'a revoked token', given: token, isRevoked: async () => true, deny: 'revoked', allow: 'revoked' },
    {
      name: 'a revoked token without id',
      given: nameless,
      isRevoked: async () => true,
      deny: 'revoked',
      allow: 'revoked',
    },
    { name: 'a token that stands', given: token, isRevoked: async () => false, deny: 'good', allow: 'good' },
    {
      name: 'a token without id',
      given: nameless,
      isRevoked: async () => false,
      deny: 'unavailable',
      allow: 'unchecked',
    },
    { name: 'a list that is down', given: token, isRevoked: down, deny: 'unavailable', allow: 'unchecked' },
  ])('$name is $deny, or $allow where an outage lets in', async ({ given, isRevoked, deny, allow }) => {
    expect(await checkRevocation(given, { list: { isRevoked }, whenUnavailable: 'deny' })).toBe(deny);
    expect(await checkRevocation(given, { list: { isRevoked }, whenUnavailable: 'allow' })).toBe(allow);
  });
});
