import { expect, it } from '@jest/globals';
import { handle } from '../../../src/index.ts';
import { api, options } from '../../harness.ts';

const isRevoked = async () => false;

it.each([
  {
    name: 'no choice',
    revocation: { list: { isRevoked } },
    says: 'revocation.whenUnavailable: given nothing, allowed: "deny" (fail closed) or "allow" (fail open)',
  },
  { name: 'another word', revocation: { list: { isRevoked }, whenUnavailable: 'open' }, says: 'given "open"' },
  { name: 'no list', revocation: { whenUnavailable: 'deny' }, says: 'revocation.list has no isRevoked()' },
])('a handler is refused at construction with $name', ({ revocation, says }) => {
  expect(() => handle(api, 'get', { ...options, revocation: revocation as never })).toThrow(says);
});
