import { expect, it } from '@jest/globals';
import { markedRouteKey } from '../../src/mark.ts';
import { create, createKey } from '../harness.ts';

it('a handler is marked with its route key', () => {
  expect(markedRouteKey(create)).toBe(createKey);
  expect(markedRouteKey(() => {})).toBeUndefined();
  expect(markedRouteKey(undefined)).toBeUndefined();
});
