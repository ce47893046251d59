import { expect, it } from '@jest/globals';
import { remapChallenge } from '../../../src/gateway/respond/remap-challenge.ts';

const response = {
  status: 403,
  headers: [
    ['content-type', 'application/problem+json'],
    ['www-authenticate', 'Bearer error="insufficient_scope"'],
    ['www-authenticate', 'Basic'],
  ] as [string, string][],
  body: Buffer.from('{}'),
};

it('renames the challenge of an integration when told so, and nothing else', () => {
  expect(remapChallenge(response, { integrationChallenge: 'remapped' })).toEqual({
    ...response,
    headers: [
      ['content-type', 'application/problem+json'],
      ['x-amzn-remapped-www-authenticate', 'Bearer error="insufficient_scope"'],
      ['x-amzn-remapped-www-authenticate', 'Basic'],
    ],
  });
});

it('leaves it by default', () => {
  expect(remapChallenge(response, { integrationChallenge: 'unchanged' })).toEqual(response);
});
