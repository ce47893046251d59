import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../../src/template/load-model.ts';
import { removeAssemblies, writeAssembly } from '../support/assembly-on-disk.ts';
import type { Loose } from '../support/orders-template.ts';
import { add, changedTemplate, set } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel accepts', () => {
  it.each([
    { name: 'an unsupported property that AWS::NoValue unsets', change: set('Api', { Body: { Ref: 'AWS::NoValue' } }) },
    {
      name: 'an unsupported property that a condition unsets',
      change: set('Handler', { ImageConfig: { 'Fn::If': ['Never', { Command: [] }, { Ref: 'AWS::NoValue' }] } }),
    },
    { name: 'an IAM route', change: set('Health', { AuthorizationType: 'AWS_IAM' }) },
    {
      name: 'an unknown type that nothing served refers to',
      change: add('AWS::SQS::Queue', { Surprise: { 'Fn::Length': '' } }),
    },
    {
      name: 'harmless properties that do not resolve',
      change: set('Handler', { VpcConfig: { SubnetIds: { 'Fn::Length': '' } } }),
    },
    { name: 'numbers and booleans written as text', change: set('Handler', { Timeout: '7' }) },
    {
      name: 'an invocation URI of an integration',
      change: (p: (logicalId: string) => Loose) => {
        p('Integration').IntegrationUri = p('Authorizer').AuthorizerUri;
      },
    },
    {
      name: 'a topic ARN in an environment',
      change: (p: (logicalId: string) => Loose) => {
        p('Handler').Environment.Variables.TOPIC = { Ref: 'Topic' };
      },
    },
    {
      name: 'a variable named as an inherited property',
      change: (p: (logicalId: string) => Loose) => {
        p('Handler').Environment.Variables.constructor = 'x';
      },
    },
  ])('$name', ({ change }) => {
    expect(() => loadModel({ assembly: writeAssembly({ Orders: changedTemplate(change) }) })).not.toThrow();
  });
});
