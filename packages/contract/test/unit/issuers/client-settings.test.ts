import { expect, it } from '@jest/globals';
import { tenantPattern } from '../../../src/issuers/index.ts';

it.each([
  { tenant: 'acme-2', is: true },
  { tenant: 'a'.repeat(64), is: true },
  { tenant: 'a'.repeat(65), is: false },
  { tenant: '', is: false },
  { tenant: 'ACME', is: false },
  { tenant: 'a_b', is: false },
])('a tenant can be $tenant: $is', ({ tenant, is }) => {
  expect(tenantPattern.test(tenant)).toBe(is);
});
