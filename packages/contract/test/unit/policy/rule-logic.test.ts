import { describe, expect, it } from '@jest/globals';
import { type AccessRule, allOf, anyOf, authenticated, iam, open, scopes } from '../../../src/index.ts';
import { allows, createCanPart, isOpenRule, isTokenRule } from '../../../src/policy/rule-logic.ts';
import { catalogue, read, write } from './tables.ts';

describe('a token can satisfy', () => {
  it.each([
    { rule: read, is: true },
    { rule: authenticated(), is: true },
    { rule: open(), is: false },
    { rule: iam(), is: false },
  ])('$rule.kind: $is', ({ rule, is }) => {
    expect(isTokenRule(rule)).toBe(is);
  });
});

describe('everyone is let in', () => {
  it.each([
    { rule: open(), is: true },
    { rule: authenticated(), is: false },
    { rule: read, is: false },
    { rule: iam(), is: false },
  ])('$rule.kind: $is', ({ rule, is }) => {
    expect(isOpenRule(rule)).toBe(is);
  });
});

describe('two rules can part', () => {
  const canPart = createCanPart({ scopes: catalogue });

  it.each<{ name: string; allowed: AccessRule[]; denied: AccessRule; is: boolean }>([
    { name: 'one scope from another', allowed: [read], denied: write, is: true },
    { name: 'not a scope from itself', allowed: [read], denied: read, is: false },
    { name: 'not a scope from what it implies', allowed: [scopes('admin')], denied: read, is: false },
    { name: 'what is implied from what implies', allowed: [read], denied: scopes('admin'), is: true },
    { name: 'not two from one of them', allowed: [read, write], denied: read, is: false },
    {
      name: 'not both of two from the two together',
      allowed: [read, write],
      denied: scopes('read', 'write'),
      is: false,
    },
    { name: 'one alternative', allowed: [anyOf(allOf('read'), allOf('write'))], denied: read, is: true },
    { name: 'any token from scopes', allowed: [authenticated()], denied: read, is: true },
    { name: 'scopes from no token', allowed: [read], denied: iam(), is: true },
    { name: 'not scopes from any token', allowed: [read], denied: authenticated(), is: false },
    { name: 'not what lets nobody in', allowed: [iam()], denied: read, is: false },
    { name: 'not what lets nobody in with another', allowed: [read, iam()], denied: write, is: false },
    { name: 'not a scope that nobody has', allowed: [scopes('unknown')], denied: read, is: false },
  ])('$name: $is', ({ allowed, denied, is }) => {
    expect(canPart(allowed, denied)).toBe(is);
    // The answer is kept, under these rules alone.
    expect(canPart(allowed, denied)).toBe(is);
  });

  it('as the decision says', () => {
    expect(allows(read, ['read'])).toBe(true);
    expect(allows(read, ['write'])).toBe(false);
    expect(allows(authenticated(), [])).toBe(true);
  });
});
