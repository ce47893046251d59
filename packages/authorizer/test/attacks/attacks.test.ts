import { describe, expect, it } from '@jest/globals';
import { createAttacked } from './attacked.ts';
import { attackTables } from './tables.ts';

const attacked = (['source', 'the prebuilt file'] as const).flatMap((code) =>
  Object.entries(attackTables).map(([topic, attacks]) => ({ code, topic, attacks })),
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
  const names = Object.values(attackTables).flatMap((attacks) => attacks.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(250);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
