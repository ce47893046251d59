import { expect, it } from '@jest/globals';
import { open } from '../../../src/index.ts';
import { checkPolicies } from '../../../src/policy/index.ts';
import { read, toTable, write } from './tables.ts';

// By itself, since it takes a second, which mutation tests would spend on every mutant.

it('a contract with more kinds of paths than can be walked through is refused', () => {
  const routes = Object.fromEntries(
    Array.from({ length: 16 }, (_, at) => [`GET /{o}/r${at}/{id}`, at % 2 === 0 ? read : write]),
  );
  expect(checkPolicies(toTable(routes))).toEqual([]);
  const many = checkPolicies(toTable({ ...routes, 'GET /{rest+}': open() }));
  expect(many).toContainEqual(expect.objectContaining({ kind: 'too-many-cases' }));
});
