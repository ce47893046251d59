import { expect, it } from '@jest/globals';
import { scopesRequired } from '../../../src/audit/index.ts';
import { allOf, anyOf, authenticated, iam, open, scopes } from '../../../src/index.ts';

it.each([
  { rule: open(), text: 'open' },
  { rule: authenticated(), text: 'authenticated' },
  { rule: iam(), text: 'iam' },
  { rule: scopes('a', 'b'), text: 'a b' },
  { rule: anyOf(allOf('a', 'b'), allOf('c')), text: 'a b | c' },
])('$text is a rule as text', ({ rule, text }) => {
  expect(scopesRequired(rule)).toBe(text);
});
