import { expect, it } from '@jest/globals';
import { issuerStrings } from '../../../../src/revocation/dynamodb/index.ts';

const pool = 'eu-west-1_AbCdEfGhI';
const both = [
  `https://cognito-idp.eu-west-1.amazonaws.com/${pool}`,
  `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${pool}`,
];

it.each([
  { name: 'the first string of a user pool', issuer: both[0] ?? '', strings: both },
  { name: 'the second string of a user pool', issuer: both[1] ?? '', strings: both },
  { name: 'another issuer', issuer: 'https://issuer.example/', strings: ['https://issuer.example/'] },
  {
    name: 'an issuer that ends like a user pool',
    issuer: `https://issuer.example/${pool}`,
    strings: [`https://issuer.example/${pool}`],
  },
])('are for $name', ({ issuer, strings }) => {
  expect(issuerStrings(issuer)).toEqual(strings);
});
