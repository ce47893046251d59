import { describe, it } from '@jest/globals';
import { createSigningKey } from '@scopegate/testing';
import fc from 'fast-check';
import { parseKeySet, type SignatureKey } from '../../src/keys/jwks.ts';
import { createTokenCache, type TokenCache } from '../../src/token/token-cache.ts';

const capacity = 3;
const [key] = parseKeySet({ keys: [createSigningKey({ algorithm: 'EdDSA' }).jwk] }).keys as [SignatureKey];

interface Model {
  /** In order of insertion, by the last 32 characters. */
  entries: { index: string; token: string; at: number; validUntil: number; marker: string }[];
  now: number;
  held: boolean;
}
interface Real {
  cache: TokenCache;
  clock: { now: number };
  holder: { held: boolean };
}
type Command = fc.Command<Model, Real>;

const usable = ({ at, validUntil }: Model['entries'][number], { now, held }: Model): boolean =>
  held && now >= at && now - at < 300_000 && now < validUntil * 1_000;
const check = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(what);
};

// Tokens of three payloads and four signatures: the same ending under another payload is what the cache must not mistake.
const tokens = fc
  .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3', '4', '5'))
  .map(([payload, ending]) => `h.${payload}.${ending.repeat(40)}`);

const put = (token: string, validUntil: number, marker: string): Command => ({
  check: () => true,
  toString: () => `put(${token}, ${validUntil}, ${marker})`,
  run: (model, { cache, holder }) => {
    const principal = { issuer: 'i', subject: marker, scopes: [], validUntil, claims: {} };
    cache.put(token, { verified: { principal, keyId: 'k' }, key, keys: { holds: () => holder.held } });
    const index = token.slice(-32);
    model.entries = model.entries.filter((entry) => entry.index !== index);
    if (model.entries.length >= capacity) model.entries.shift();
    const entry = { index, token, at: model.now, validUntil, marker };
    if (usable(entry, model)) model.entries.push(entry);
    check(cache.size === model.entries.length, `size ${cache.size}, expected ${model.entries.length}`);
    check(cache.size <= capacity, 'more entries than it may hold');
  },
});
const get = (token: string): Command => ({
  check: () => true,
  toString: () => `get(${token})`,
  run: (model, { cache }) => {
    const found = cache.get(token)?.principal.subject;
    const entry = model.entries.find((one) => one.token === token);
    const expected = entry !== undefined && usable(entry, model) ? entry.marker : undefined;
    if (entry !== undefined && expected === undefined) model.entries = model.entries.filter((one) => one !== entry);
    check(found === expected, `got ${found}, expected ${expected}`);
    check(cache.size === model.entries.length, `size ${cache.size}, expected ${model.entries.length}`);
  },
});
const move = (milliseconds: number): Command => ({
  check: () => true,
  toString: () => `move(${milliseconds})`,
  run: (model, { clock }) => {
    model.now += milliseconds;
    clock.now += milliseconds;
  },
});
const setHeld = (held: boolean): Command => ({
  check: () => true,
  toString: () => `setHeld(${held})`,
  run: (model, { holder }) => {
    model.held = held;
    holder.held = held;
  },
});

const commands = [
  fc.tuple(tokens, fc.integer({ min: 0, max: 1_000 }), fc.stringMatching(/^[a-z]{4}$/)).map((args) => put(...args)),
  tokens.map(get),
  tokens.map(get),
  // Back, too: clocks are set.
  fc.oneof(fc.integer({ min: -10_000, max: 10_000 }), fc.constantFrom(299_999, 300_000)).map(move),
  fc.boolean().map(setHeld),
];

describe('the cache of verified tokens', () => {
  it('does what its model does, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(fc.commands(commands, { maxCommands: 60 }), (run) => {
        const clock = { now: 0 };
        const holder = { held: true };
        const cache = createTokenCache({ now: () => clock.now, capacity });
        fc.modelRun(() => ({ model: { entries: [], now: 0, held: true }, real: { cache, clock, holder } }), run);
      }),
      { numRuns: 500 },
    );
  });
});
