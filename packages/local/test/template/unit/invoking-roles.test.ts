import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../src/template/load-model.ts';
import { removeAssemblies, writeAssembly } from './support/assembly-on-disk.ts';
import type { Loose } from './support/orders-template.ts';
import { changedTemplate } from './support/refusal.ts';

afterAll(removeAssemblies);

const trusting = (Service: string, more: Loose = {}): Loose => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service }, ...more }],
});
const allowing = (Action: string, Resource: Loose = { 'Fn::GetAtt': ['Auth', 'Arn'] }, Effect = 'Allow'): Loose => ({
  PolicyName: 'p',
  PolicyDocument: { Statement: [{ Effect, Action, Resource }] },
});
const apiGateway = trusting('apigateway.amazonaws.com');

const roleOf = (properties: Loose) => {
  const template = changedTemplate((p, resources) => {
    resources.Invoker = { Type: 'AWS::IAM::Role', Properties: properties };
    p('Authorizer').AuthorizerCredentialsArn = { 'Fn::GetAtt': ['Invoker', 'Arn'] };
  });
  const [route] = loadModel({ assembly: writeAssembly({ Orders: template }) }).apis[0]?.routes ?? [];
  return route?.authorization.type === 'CUSTOM' ? route.authorization.authorizer.invokedAs : undefined;
};

describe('a role that invokes an authorizer', () => {
  it.each([
    { name: 'is allowed', Policies: [allowing('lambda:InvokeFunction')] },
    { name: 'is allowed by a pattern', Policies: [allowing('lambda:*', '*')] },
    {
      name: 'is allowed by a policy of AWS',
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaRole'],
    },
  ])('$name', ({ name: _, ...more }) => {
    expect(roleOf({ AssumeRolePolicyDocument: apiGateway, ...more })).toEqual({ roleArn: expect.any(String) });
  });

  it.each([
    { name: 'is denied without the action', Policies: [allowing('lambda:GetFunction')] },
    {
      name: 'is denied for another function',
      Policies: [allowing('lambda:InvokeFunction', { 'Fn::GetAtt': ['Handler', 'Arn'] })],
    },
    { name: 'is denied by a Deny', Policies: [allowing('lambda:*'), allowing('lambda:InvokeFunction', '*', 'Deny')] },
    { name: 'is denied by a policy that is not known', ManagedPolicyArns: ['arn:aws:iam::aws:policy/SomePolicy'] },
    {
      name: 'is denied behind a boundary',
      Policies: [allowing('lambda:*')],
      PermissionsBoundary: 'arn:aws:iam::aws:policy/AdministratorAccess',
    },
    {
      name: 'is denied to another service',
      AssumeRolePolicyDocument: trusting('lambda.amazonaws.com'),
      Policies: [allowing('lambda:*')],
    },
    {
      name: 'is denied under a condition of its trust',
      AssumeRolePolicyDocument: trusting('apigateway.amazonaws.com', { Condition: {} }),
      Policies: [allowing('lambda:*')],
    },
  ])('$name', ({ name: _, ...more }) => {
    expect(roleOf({ AssumeRolePolicyDocument: apiGateway, ...more })).toMatchObject({ denial: expect.any(String) });
  });
});
