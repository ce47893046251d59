import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AuthorizerAnswer } from '../../../src/gateway/authorize/authorizer-answer.ts';
import { authorizerCacheKey, createAuthorizerCache } from '../../../src/gateway/authorize/authorizer-cache.ts';

const answer = (isAuthorized: boolean): AuthorizerAnswer => ({ kind: 'simple', isAuthorized });

/** What the cache should do, as plainly as it can be said: a list, oldest write first. */
function createModel(capacity: number) {
  let entries: { key: string; isAuthorized: boolean; expiresAt: number }[] = [];
  return {
    get(key: string, now: number): boolean | undefined {
      entries = entries.filter((entry) => entry.key !== key || now < entry.expiresAt);
      return entries.find((entry) => entry.key === key)?.isAuthorized;
    },
    set(key: string, isAuthorized: boolean, expiresAt: number): void {
      entries = [...entries.filter((entry) => entry.key !== key), { key, isAuthorized, expiresAt }].slice(-capacity);
    },
    clear(): void {
      entries = [];
    },
  };
}

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('get' as const), key }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('set' as const), key, isAuthorized: fc.boolean(), ttl: fc.nat(20) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), by: fc.integer({ min: -5, max: 15 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
);

describe('authorizer cache', () => {
  it('behaves as its model, whatever the order of writes, reads and time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60, size: 'max' }), (capacity, steps) => {
        const cache = createAuthorizerCache(capacity);
        const model = createModel(capacity);
        let now = 1000;
        for (const at of steps) {
          if (at.kind === 'move') now += at.by;
          if (at.kind === 'clear') for (const each of [cache, model]) each.clear();
          if (at.kind === 'set') {
            cache.set(at.key, answer(at.isAuthorized), now + at.ttl);
            model.set(at.key, at.isAuthorized, now + at.ttl);
          }
          if (at.kind === 'get') {
            const found = cache.get(at.key, now);
            expect(found && 'isAuthorized' in found ? found.isAuthorized : undefined).toBe(model.get(at.key, now));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has one key per combination of stage, authorizer and values', () => {
    const part = fc.string({ unit: fc.constantFrom('a', ',', '"', '[', ']', '\\', ' '), maxLength: 4 });
    const parts = fc.record({ stage: part, authorizerId: part, values: fc.array(part, { maxLength: 3 }) });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(authorizerCacheKey(one) === authorizerCacheKey(other)).toBe(same);
      }),
      { numRuns: 500 },
    );
  });
});
