import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isMultipleOf } from '../../../src/validation/is-multiple-of.ts';

it.each([
  { value: 19.99, divisor: 0.01, is: true },
  { value: 0.07, divisor: 0.01, is: true },
  { value: 19.995, divisor: 0.01, is: false },
  { value: 19.99000001, divisor: 0.01, is: false },
  { value: 0.3, divisor: 0.1, is: true },
  { value: 7, divisor: 2, is: false },
  { value: -8, divisor: 2, is: true },
  { value: 1e300, divisor: 1e-300, is: true },
  { value: 5e-324, divisor: 1, is: false },
  { value: 1e21, divisor: 7, is: false },
  { value: 0, divisor: 0.01, is: true },
  { value: 7.5, divisor: 2.5, is: true },
])('$value of $divisor: $is', ({ value, divisor, is }) => {
  expect(isMultipleOf(value, divisor)).toBe(is);
});

it('takes every amount of cents, and none with a tenth of a cent more', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
      expect(isMultipleOf(Number(`${cents}e-2`), 0.01)).toBe(true);
      expect(isMultipleOf(Number(`${cents}1e-3`), 0.01)).toBe(false);
    }),
  );
});
