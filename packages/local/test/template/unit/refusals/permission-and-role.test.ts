import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { expectRefusal, type Refusal, set } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a permission or a role', () => {
  it.each<Refusal>([
    {
      name: 'permission for an organization',
      change: set('AuthPermission', { PrincipalOrgID: 'o' }),
      at: 'AuthPermission',
      path: 'Properties.PrincipalOrgID',
      fault: {
        rule: 'permission-for-organization',
        what: 'Permissions for an organization are not run by the local platform',
      },
    },
    {
      name: 'permission from another account',
      change: set('AuthPermission', { SourceAccount: '111111111111' }),
      at: 'AuthPermission',
      path: 'Properties.SourceAccount',
      fault: {
        rule: 'permission-source-account',
        what: 'SourceAccount is not the account of the local platform',
        given: '"111111111111"',
        allowed: '123456789012',
      },
    },
    {
      name: 'permission for a function URL',
      change: set('AuthPermission', { Action: 'lambda:InvokeFunctionUrl' }),
      at: 'AuthPermission',
      path: 'Properties.Action',
      fault: {
        rule: 'property-value',
        what: 'Action has a value that is not supported by the local platform',
        given: '"lambda:InvokeFunctionUrl"',
        allowed: '"lambda:InvokeFunction", "lambda:*", "*"',
      },
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
