import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../src/template/load-model.ts';
import { removeAssemblies, writeAssembly } from './support/assembly-on-disk.ts';
import { changedTemplate, set } from './support/refusal.ts';

afterAll(removeAssemblies);

const modelWith = (change: Parameters<typeof changedTemplate>[0]) =>
  loadModel({ assembly: writeAssembly({ Orders: changedTemplate(change) }) });

const grantsOf = (change: Parameters<typeof changedTemplate>[0]) =>
  modelWith(change).functions.find(({ logicalId }) => logicalId === 'Auth')?.permissions;

describe('a permission', () => {
  it.each([
    { name: 'PrincipalOrgID', value: 'o-1' },
    { name: 'SourceAccount', value: '123456789012' },
    { name: 'SourceAccount', value: '111111111111' },
    { name: 'EventSourceToken', value: 't' },
    { name: 'FunctionUrlAuthType', value: 'NONE' },
    { name: 'InvokedViaFunctionUrl', value: true },
  ])('with the condition $name ($value) grants nothing, and that is told', ({ name, value }) => {
    const change = set('AuthPermission', { [name]: value });
    expect(grantsOf(change)).toEqual([]);
    expect(modelWith(change).deviations).toContainEqual({
      stack: 'Orders',
      logicalId: 'AuthPermission',
      property: name,
      text: 'The condition is not evaluated here: the permission grants nothing.',
    });
  });

  it.each([
    { name: 'for EventBridge', change: set('AuthPermission', { Principal: 'events.amazonaws.com' }) },
    { name: 'for an account', change: set('AuthPermission', { Principal: '111111111111' }) },
    { name: 'for a function URL', change: set('AuthPermission', { Action: 'lambda:InvokeFunctionUrl' }) },
    {
      name: 'for a service whose source is not run',
      change: set('AuthPermission', {
        Principal: 's3.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': ['Topic', 'TopicArn'] },
      }),
    },
  ])('$name says nothing about the API', ({ change }) => {
    expect(grantsOf(change)).toEqual([]);
    expect(modelWith(change).deviations).toEqual([]);
  });

  it('on a function does not serve its alias, and the reverse', () => {
    const withAlias = (functionName: object) =>
      modelWith((p, resources) => {
        resources.Live = {
          Type: 'AWS::Lambda::Alias',
          Properties: {
            FunctionName: { Ref: 'Handler' },
            FunctionVersion: { 'Fn::GetAtt': ['V', 'Version'] },
            Name: 'live',
          },
        };
        resources.V = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Handler' } } };
        p('Integration').IntegrationUri = { Ref: 'Live' };
        p('HandlerPermission').FunctionName = functionName;
      }).functions.filter(({ logicalId }) => logicalId === 'Handler');
    const arn = expect.stringMatching(/:live$/);
    expect(withAlias({ Ref: 'Handler' })).toMatchObject([{ arn, version: '1', permissions: [] }]);
    expect(withAlias({ Ref: 'Live' })).toMatchObject([{ arn, permissions: [{ logicalId: 'HandlerPermission' }] }]);
  });
});
