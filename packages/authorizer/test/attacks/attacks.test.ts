import { describe, expect, it } from '@jest/globals';
import { algorithmAttacks } from './algorithms.ts';
import { createAttacked } from './attacked.ts';
import { claimAttacks } from './claims.ts';
import { credentialAttacks } from './credentials.ts';
import { encodingAttacks } from './encoding.ts';
import { jsonAttacks } from './json.ts';
import { keyAttacks } from './keys.ts';
import { scopeAttacks } from './scopes.ts';
import { signatureAttacks } from './signatures.ts';
import { tokenTypeAttacks } from './token-types.ts';

const tables = {
  credentials: credentialAttacks,
  encoding: encodingAttacks,
  json: jsonAttacks,
  algorithms: algorithmAttacks,
  keys: keyAttacks,
  signatures: signatureAttacks,
  claims: claimAttacks,
  'token types': tokenTypeAttacks,
  scopes: scopeAttacks,
};

const attacked = (['source', 'the prebuilt file'] as const).flatMap((code) =>
  Object.entries(tables).map(([topic, attacks]) => ({ code, topic, attacks })),
);

describe.each(attacked)('attacks on $code by $topic', ({ code, attacks }) => {
  it.each(attacks)('$name: $reason', async ({ send, reason, at = 'oidc' }) => {
    // A token that is genuine but too weak may pass in challenge mode, carrying its denial; nothing else may.
    const weak = reason === 'insufficient_scope';
    const attacked = await createAttacked(at, { challenge: weak ? 'none' : 'genuine', code });
    const authorization = send();
    for (const route of weak ? ['GET /things'] : ['GET /things', 'GET /me', 'POST /purge']) {
      const answer = await attacked.call(authorization, route);
      expect(answer).toEqual({ isAuthorized: false, context: { reason, decisionId: expect.any(String) } });
    }
    expect(attacked.refreshes()).toBeLessThanOrEqual(1);
    expect((await attacked.call(attacked.good())).isAuthorized).toBe(true);
  });
});

it('are 250 at least, no two of one name', () => {
  const names = Object.values(tables).flatMap((attacks) => attacks.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(250);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
