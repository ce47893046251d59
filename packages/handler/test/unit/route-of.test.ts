import { expect, it } from '@jest/globals';
import { handle } from '../../src/index.ts';
import { api, options } from '../harness.ts';

it('names the routes when there is no such one', () => {
  expect(() => handle(api, 'constructor' as never, options)).toThrow(
    '"constructor" is not a route of "Things". Its routes: health, me, get, create, purge.',
  );
});
