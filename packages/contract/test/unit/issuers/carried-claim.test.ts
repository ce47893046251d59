import { describe, expect, it } from '@jest/globals';
import { encodeContext } from '../../../src/decision/index.ts';
import { isCarriableClaim, reservedContextNames } from '../../../src/issuers/index.ts';
import { carried } from '../../contexts.ts';

describe('a claim', () => {
  it('is not carried under a name that the context has', () => {
    const decision = { outcome: 'deny', reason: 'insufficient_scope', missing: ['x'] } as const;
    const names = Object.keys(encodeContext({ ...carried, decision, principal: { ...carried.principal, claims: {} } }));
    expect([...reservedContextNames].sort()).toEqual(names.sort());
    for (const name of names) expect(isCarriableClaim(name)).toBe(false);
  });

  it.each([
    { name: 'plan', is: true },
    { name: 'Tenant', is: true },
    { name: 'a-b', is: false },
    { name: '', is: false },
  ])('is carried when its name can be: $name: $is', ({ name, is }) => {
    expect(isCarriableClaim(name)).toBe(is);
  });
});
