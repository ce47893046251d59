import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSigningKey } from '@scopegate/testing';
import { parseKeySet, type SignatureKey } from '../../../src/keys/jwks.ts';
import { createKeyStore, type KeyStore } from '../../../src/keys/key-store.ts';
import { KeysUnavailableError } from '../../../src/keys/keys-unavailable-error.ts';

const { jwk } = createSigningKey({ algorithm: 'EdDSA' });
const { jwk: otherJwk } = createSigningKey({ algorithm: 'EdDSA' });
let now: number;
let published: string[];
let material: object;
let down: boolean;
let fetches: number;
let store: KeyStore;
const kidOf = async (kid: string) => (await store.find(kid))?.kid;
const hour = 3_600_000;

beforeEach(() => {
  now = 0;
  published = ['a'];
  material = jwk;
  down = false;
  fetches = 0;
  store = createKeyStore({
    issuer: 'https://issuer.example',
    now: () => now,
    onKeys: () => {},
    fetchKeys: async () => {
      fetches += 1;
      if (down) throw new Error('GET https://issuer.example/jwks: connection refused');
      return parseKeySet({ keys: published.map((kid) => ({ ...material, kid })) });
    },
  });
});

describe('a key store', () => {
  it('fetches once for any number of requests', async () => {
    expect(await Promise.all([kidOf('a'), kidOf('a'), kidOf('a')])).toEqual(['a', 'a', 'a']);
    await kidOf('a');
    expect(fetches).toBe(1);
  });

  it('asks for an unknown key at most once per cool-down', async () => {
    await kidOf('a');
    expect(await kidOf('b')).toBeUndefined();
    now = 29_999;
    expect(await kidOf('c')).toBeUndefined();
    expect(fetches).toBe(1);
    now = 30_000;
    published = ['a', 'b'];
    expect(await Promise.all([kidOf('b'), kidOf('b')])).toEqual(['b', 'b']);
    expect(fetches).toBe(2);
    expect(await kidOf('c')).toBeUndefined();
    expect(fetches).toBe(2);
  });

  it('does not say that a key is unknown when it could not ask', async () => {
    await kidOf('a');
    now = 30_000;
    down = true;
    await expect(store.find('b')).rejects.toBeInstanceOf(KeysUnavailableError);
    expect(await kidOf('a')).toBe('a');
  });

  it('waits 1 s, then twice as long, then 8 s at most after failures', async () => {
    down = true;
    const asked: number[] = [];
    for (now = 0; now < 40_000; now += 500) {
      const before = fetches;
      await expect(store.find('a')).rejects.toThrow(
        'cannot be had: GET https://issuer.example/jwks: connection refused',
      );
      if (fetches > before) asked.push(now);
    }
    expect(asked).toEqual([0, 1_000, 3_000, 7_000, 15_000, 23_000, 31_000, 39_000]);
    down = false;
    now = 47_000;
    expect(await kidOf('a')).toBe('a');
  });

  it('refreshes keys of an hour in place, and keeps them to four hours while the issuer is down', async () => {
    await kidOf('a');
    now = hour - 1;
    await kidOf('a');
    expect(fetches).toBe(1);
    now = hour;
    await kidOf('a');
    expect(fetches).toBe(2);
    down = true;
    now = 2 * hour;
    expect(await kidOf('a')).toBe('a');
    now = 5 * hour - 1;
    expect(await kidOf('a')).toBe('a');
    now = 5 * hour;
    await expect(store.find('a')).rejects.toBeInstanceOf(KeysUnavailableError);
    down = false;
    now += 8_000;
    expect(await kidOf('a')).toBe('a');
  });

  it('asks again when the clock was set back by more than a cool-down, and lets no key stay for longer by it', async () => {
    now = 10 * hour;
    await kidOf('a');
    now -= 30_000;
    await kidOf('a');
    expect(fetches).toBe(1);
    now -= 1;
    published = ['b'];
    expect(await kidOf('a')).toBeUndefined();
    expect(fetches).toBe(2);
    const held = (await store.find('b')) as SignatureKey;
    now -= hour;
    down = true;
    expect(store.holds(held)).toBe(false);
    await expect(store.find('b')).rejects.toBeInstanceOf(KeysUnavailableError);
    // Nor does it stretch the wait after a failure.
    now -= hour;
    down = false;
    expect(await kidOf('b')).toBe('b');
  });

  it('forgets a key that was withdrawn', async () => {
    await kidOf('a');
    published = ['b'];
    now = hour;
    expect(await kidOf('a')).toBeUndefined();
  });

  it('checks for a replaced key once per cool-down', async () => {
    await kidOf('a');
    expect(await store.recheck()).toBe(false);
    now = 30_000;
    expect(await store.recheck()).toBe(true);
    expect(await store.recheck()).toBe(false);
    expect(fetches).toBe(2);
  });

  it('holds a key as long as it is published unchanged, and four hours at most', async () => {
    const first = (await store.find('a')) as SignatureKey;
    expect(store.holds(first)).toBe(true);
    now = hour;
    expect(await store.find('a')).toBe(first);
    now = 5 * hour;
    expect(store.holds(first)).toBe(false);
    material = otherJwk;
    const second = (await store.find('a')) as SignatureKey;
    expect([store.holds(first), store.holds(second)]).toEqual([false, true]);
    published = ['b'];
    now = 6 * hour;
    expect(await store.find('a')).toBeUndefined();
    expect(store.holds(second)).toBe(false);
  });

  it('takes a key whose declared algorithm changed for another key', async () => {
    const first = (await store.find('a')) as SignatureKey;
    material = { ...jwk, alg: undefined };
    now = hour;
    expect(await store.find('a')).not.toBe(first);
    expect(store.holds(first)).toBe(false);
  });
});
