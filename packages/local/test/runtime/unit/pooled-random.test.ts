import { describe, expect, it } from '@jest/globals';
import { createPooledRandom } from '../../../src/runtime/pooled-random.ts';

describe('createPooledRandom', () => {
  it('gives no byte out twice, and draws seldom', () => {
    let draws = 0;
    const random = createPooledRandom((buffer) => buffer.fill(++draws));
    const taken = Array.from({ length: 700 }, () => random(12));
    expect(draws).toBe(2);
    const places = new Set(taken.map((bytes) => `${bytes[0]}:${bytes.byteOffset}`));
    expect([places.size, ...new Set(taken.map((bytes) => bytes.length))]).toEqual([700, 12]);
  });

  it('is random', () => {
    const random = createPooledRandom();
    expect(new Set(Array.from({ length: 2000 }, () => random(16).toString('hex'))).size).toBe(2000);
  });

  it('refuses more than a batch', () => {
    expect(() => createPooledRandom()(8193)).toThrow('8193 random bytes were asked for');
  });
});
