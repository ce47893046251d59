import { expect, it } from '@jest/globals';
import { toMilliseconds } from '../../../src/audit/index.ts';

it('takes time to the microsecond', () => {
  expect([1.23456, 0.0004, 2].map(toMilliseconds)).toEqual([1.235, 0, 2]);
});
