import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cacheRevocations, type RevocationList } from '../../../src/index.ts';

const token = { issuer: 'i', subject: 's', clientId: 'c', tokenId: 't', issuedAt: 1 };
const isRevoked = jest.fn<RevocationList['isRevoked']>();
let now = 0;
const cached = (settings = {}) => cacheRevocations({ isRevoked }, { now: () => now, ...settings });

beforeEach(() => {
  now = 1_000_000;
  isRevoked.mockReset();
});

describe('a cached revocation list', () => {
  it.each([{ revoked: true }, { revoked: false }])('gives an answer ($revoked) again for 5 s', async ({ revoked }) => {
    isRevoked.mockResolvedValue(revoked);
    const list = cached();
    for (const [at, asked] of [
      [0, 1],
      [4_999, 1],
      [5_000, 2],
    ] as const) {
      now = 1_000_000 + at;
      expect(await list.isRevoked(token)).toBe(revoked);
      expect(isRevoked).toHaveBeenCalledTimes(asked);
    }
  });

  it.each([
    { name: 'issuer', other: { ...token, issuer: 'j' } },
    { name: 'subject', other: { ...token, subject: 'r' } },
    { name: 'client', other: { ...token, clientId: 'd' } },
    { name: 'id', other: { ...token, tokenId: 'u' } },
    { name: 'time of issue', other: { ...token, issuedAt: 2 } },
    { name: 'texts run together', other: { ...token, issuer: 'i","s', subject: '' } },
  ])('answers for the very same token only: another $name', async ({ other }) => {
    isRevoked.mockImplementation(async (asked) => asked !== token);
    const list = cached();
    expect([await list.isRevoked(token), await list.isRevoked(other)]).toEqual([false, true]);
  });

  it('remembers no failure', async () => {
    isRevoked.mockRejectedValueOnce(new Error('down')).mockResolvedValue(true);
    const list = cached();
    await expect(list.isRevoked(token)).rejects.toThrow('down');
    expect(await list.isRevoked(token)).toBe(true);
  });

  it('gives no old answer when the list fails after it', async () => {
    isRevoked.mockResolvedValueOnce(false).mockRejectedValue(new Error('down'));
    const list = cached();
    await list.isRevoked(token);
    now += 5_000;
    await expect(list.isRevoked(token)).rejects.toThrow('down');
  });

  it('asks again when the clock was set back', async () => {
    isRevoked.mockResolvedValue(false);
    const list = cached();
    await list.isRevoked(token);
    now -= 1;
    await list.isRevoked(token);
    expect(isRevoked).toHaveBeenCalledTimes(2);
  });

  it('holds no more than its capacity, the oldest going first', async () => {
    isRevoked.mockResolvedValue(false);
    const list = cached({ capacity: 2 });
    const ask = (tokenId: string) => list.isRevoked({ ...token, tokenId });
    for (const id of ['a', 'b', 'c', 'b', 'c']) await ask(id);
    expect(isRevoked).toHaveBeenCalledTimes(3);
    await ask('a');
    expect(isRevoked).toHaveBeenCalledTimes(4);
  });

  it('remembers nothing at 0 s', async () => {
    isRevoked.mockResolvedValue(false);
    const list = cached({ seconds: 0 });
    await list.isRevoked(token);
    await list.isRevoked(token);
    expect(isRevoked).toHaveBeenCalledTimes(2);
  });

  it.each([{ seconds: -1 }, { seconds: 61 }, { seconds: Number.NaN }, { capacity: 0 }, { capacity: 1e6 }])(
    'refuses %p',
    (settings) => {
      expect(() => cached(settings)).toThrow(RangeError);
    },
  );
});
