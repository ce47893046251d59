import { expect, it } from '@jest/globals';
import { revocationKey } from '../../../../src/revocation/dynamodb/index.ts';

const issuer = 'https://issuer.example';

it('a name fits a key whatever the issuer sends', () => {
  expect(revocationKey({ kind: 'token', issuer, tokenId: 'x'.repeat(8_000) }).length).toBeLessThan(60);
});
