import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { expectRefusal, type Refusal, set } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a permission or a role', () => {
  it.each<Refusal>([
    {
      name: 'unknown property of a permission',
      change: set('AuthPermission', { Surprise: 1 }),
      at: 'AuthPermission',
      path: 'Properties.Surprise',
      fault: { rule: 'unknown-property', what: 'Surprise: property not supported by the local platform' },
    },
    {
      name: 'permission of no function',
      change: set('AuthPermission', { FunctionName: 'other' }),
      at: 'AuthPermission',
      path: 'Properties.FunctionName',
      fault: { rule: 'permission-without-function', what: '"other" names no function of the assembly' },
    },
    {
      name: 'role policy outline',
      change: set('Role', { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Maybe' }] } }),
      at: 'Role',
      path: 'Properties.AssumeRolePolicyDocument',
      fault: { rule: 'policy-document', what: 'Effect must be "Allow" or "Deny"', given: '"Maybe"' },
    },
  ])('$name', expectRefusal);
});
