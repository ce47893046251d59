import { describe, it } from '@jest/globals';
import { createSigningKey } from '@scopegate/testing';
import fc from 'fast-check';
import { parseKeySet } from '../../src/keys/jwks.ts';
import { createKeyStore, type KeyStore } from '../../src/keys/key-store.ts';
import { KeysUnavailableError } from '../../src/keys/keys-unavailable-error.ts';

const { jwk } = createSigningKey({ algorithm: 'EdDSA' });
const { jwk: otherJwk } = createSigningKey({ algorithm: 'EdDSA' });
const hour = 3_600_000;

/** The issuer, and what the rules say a store of its keys may answer. */
interface World {
  now: number;
  down: boolean;
  published: Map<string, object>;
  fetchTimes: number[];
  /** What the last answer said, and when. */
  seen: { at: number; kids: Set<string> } | undefined;
}
interface Real {
  store: KeyStore;
  world: World;
}
type Command = fc.AsyncCommand<World, Real>;
const check = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(what);
};
const always = () => true;

const find = (kid: string): Command => ({
  check: always,
  toString: () => `find(${kid})`,
  run: async (world, { store }) => {
    const before = world.fetchTimes.length;
    const answers = await Promise.allSettled([store.find(kid), store.find(kid), store.find(kid)]);
    check(world.fetchTimes.length - before <= 1, 'more than one fetch for requests at one time');
    const { seen } = world;
    for (const answer of answers) {
      if (answer.status === 'rejected') {
        check(answer.reason instanceof KeysUnavailableError, 'another error than keys unavailable');
        check(world.fetchTimes.length > 0, 'gave up without asking');
        check(seen?.kids.has(kid) !== true || world.now - seen.at >= 4 * hour, 'withheld a key it may still serve');
        continue;
      }
      check(seen !== undefined, 'answered without ever having heard from the issuer');
      check(seen !== undefined && world.now - seen.at < 4 * hour, 'served keys of four hours');
      check((answer.value !== undefined) === seen?.kids.has(kid), 'not what the issuer said last');
      check(
        answer.value !== undefined || world.now - (seen?.at ?? 0) < 30_000,
        'denied a key without having asked lately',
      );
    }
  },
});
const recheck: Command = {
  check: always,
  toString: () => 'recheck',
  run: async (world, { store }) => {
    const before = world.fetchTimes.length;
    const last = world.seen?.at;
    const news = await store.recheck().catch(() => 'failed');
    if (news === true) check(world.fetchTimes.length === before + 1, 'told of news without asking');
    if (news === false) check(last !== undefined && world.now - last < 30_000, 'kept to old keys beyond the cool-down');
  },
};
const change = (name: string, run: (world: World) => void): Command => ({
  check: always,
  toString: () => name,
  run: async (world) => run(world),
});

const kids = fc.constantFrom('a', 'b', 'c');
const commands = [
  kids.map(find),
  kids.map(find),
  fc.constant(recheck),
  fc.boolean().map((down) =>
    change(`down(${down})`, (world) => {
      world.down = down;
    }),
  ),
  kids.map((kid) => change(`publish(${kid})`, ({ published }) => published.set(kid, jwk))),
  kids.map((kid) => change(`replace(${kid})`, ({ published }) => published.set(kid, otherJwk))),
  kids.map((kid) => change(`withdraw(${kid})`, ({ published }) => published.delete(kid))),
  fc.constantFrom(1, 500, 1_000, 7_999, 8_000, 29_999, 30_000, hour - 1, hour, 4 * hour - 1, 4 * hour).map((by) =>
    change(`move(${by})`, (world) => {
      world.now += by;
    }),
  ),
];

function createWorld(): { model: World; real: Real } {
  const world: World = { now: 0, down: false, published: new Map([['a', jwk]]), fetchTimes: [], seen: undefined };
  const store = createKeyStore({
    issuer: 'https://issuer.example',
    now: () => world.now,
    onKeys: () => {},
    fetchKeys: async () => {
      const last = world.fetchTimes.at(-1);
      // Whoever floods the authorizer, the issuer is asked once a second at most while down, twice a minute while up.
      check(last === undefined || world.now - last >= 1_000, 'asked again at once');
      world.fetchTimes.push(world.now);
      if (world.down) throw new Error('connection refused');
      world.seen = { at: world.now, kids: new Set(world.published.keys()) };
      return parseKeySet({ keys: [...world.published].map(([kid, material]) => ({ ...material, kid })) });
    },
  });
  return { model: world, real: { store, world } };
}

describe('the key store', () => {
  it('keeps its rules, whatever the issuer does and whoever asks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(commands, { maxCommands: 50 }), (run) => fc.asyncModelRun(createWorld, run)),
      { numRuns: 300 },
    );
  });
});
