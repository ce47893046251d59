import { describe, expect, it } from '@jest/globals';
import { isPolicyPlan } from '../../../src/policy/is-policy-plan.ts';

const denial = { resource: 'GET/a/*', when: ['GET /a'] };
const first = { routeKey: 'GET /a', allow: ['GET/a'], deny: [] };
const second = { routeKey: 'GET /b', allow: [], deny: [denial] };
const routeKeys = ['GET /a', 'GET /b'];

describe('a plan of policies', () => {
  it('is one of all routes, in any order, with others or without', () => {
    expect(isPolicyPlan([second, first], routeKeys)).toBe(true);
    expect(isPolicyPlan([first, second], ['GET /b'])).toBe(true);
    expect(isPolicyPlan([], [])).toBe(true);
  });

  it.each<{ name: string; plan: unknown }>([
    { name: 'nothing', plan: undefined },
    { name: 'null', plan: null },
    { name: 'an object', plan: { 'GET /a': first, 'GET /b': second } },
    { name: 'a plan without a route', plan: [first] },
    { name: 'a plan with null', plan: [first, second, null] },
    { name: 'a plan with a list', plan: [first, second, []] },
    { name: 'a plan with a text', plan: [first, second, 'GET /c'] },
    { name: 'a route without a key', plan: [first, second, { allow: [], deny: [] }] },
    { name: 'a route whose key is a number', plan: [first, second, { ...first, routeKey: 1 }] },
    { name: 'Allows in a text', plan: [first, { ...second, allow: 'GET/b' }] },
    { name: 'an Allow that is a number', plan: [first, { ...second, allow: [1] }] },
    { name: 'no Denies', plan: [first, { ...second, deny: undefined }] },
    { name: 'a Deny that is null', plan: [first, { ...second, deny: [null] }] },
    { name: 'a Deny that is a text', plan: [first, { ...second, deny: ['GET/b'] }] },
    { name: 'a Deny without a resource', plan: [first, { ...second, deny: [{ when: [] }] }] },
    { name: 'a Deny of a number', plan: [first, { ...second, deny: [{ ...denial, resource: 1 }] }] },
    { name: 'a Deny for no routes', plan: [first, { ...second, deny: [{ resource: 'GET/b' }] }] },
    { name: 'a Deny for a number', plan: [first, { ...second, deny: [{ ...denial, when: [1] }] }] },
  ])('is not $name', ({ plan }) => {
    expect(isPolicyPlan(plan, routeKeys)).toBe(false);
  });
});
