import { expect, it } from '@jest/globals';
import type { AccessTable } from '../../../src/decision/index.ts';
import { type AccessRule, open, scopes } from '../../../src/index.ts';
import { checkPolicies } from '../../../src/policy/index.ts';

// By itself, since it takes a second, which mutation tests would spend on every mutant.

const read = scopes('read');
const write = scopes('write');

const toTable = (routes: Readonly<Record<string, AccessRule>>): AccessTable => ({
  version: 1,
  scopes: { read: ['read'], write: ['write'] },
  routes: Object.fromEntries(Object.entries(routes).map(([key, rule]) => [key, { rule, challenge: 'none' }])),
});

it('a contract with more kinds of paths than can be walked through is refused', () => {
  const routes = Object.fromEntries(
    Array.from({ length: 16 }, (_, at) => [`GET /{o}/r${at}/{id}`, at % 2 === 0 ? read : write]),
  );
  expect(checkPolicies(toTable(routes))).toEqual([]);
  const many = checkPolicies(toTable({ ...routes, 'GET /{rest+}': open() }));
  expect(many).toContainEqual(expect.objectContaining({ kind: 'too-many-cases' }));
});
