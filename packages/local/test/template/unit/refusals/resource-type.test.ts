import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import type { Loose } from '../support/orders-template.ts';
import { add, expectRefusal, type Refusal } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a type that is not run', () => {
  it.each<Refusal>([
    ...[
      { type: 'AWS::ApiGateway::RestApi', family: 'REST APIs' },
      { type: 'AWS::Serverless::Api', family: 'REST APIs' },
      { type: 'AWS::Lambda::Url', family: 'function URLs' },
    ].map(
      ({ type, family }): Refusal => ({
        name: `${type} without an HTTP API`,
        change: (_, resources) => {
          for (const [logicalId, { Type }] of Object.entries<Loose>(resources)) {
            if (Type.startsWith('AWS::ApiGatewayV2::') || logicalId === 'AuthPermission') delete resources[logicalId];
          }
          resources.Extra = { Type: type };
        },
        at: 'Extra',
        path: 'Type',
        fault: { rule: 'resource-type', what: `${type} is not supported: the local platform does not run ${family}` },
      }),
    ),
    {
      name: 'AWS::ApiGatewayV2::RoutingRule',
      change: add('AWS::ApiGatewayV2::RoutingRule'),
      at: 'Extra',
      path: 'Type',
      fault: {
        rule: 'resource-type',
        what: 'AWS::ApiGatewayV2::RoutingRule is not supported: the local platform does not run this part of API Gateway',
      },
    },
    {
      name: 'AWS::WAFv2::WebACLAssociation',
      change: add('AWS::WAFv2::WebACLAssociation'),
      at: 'Extra',
      path: 'Type',
      fault: {
        rule: 'resource-type',
        what: 'AWS::WAFv2::WebACLAssociation is not supported: the local platform does not run web ACLs',
      },
    },
    {
      name: 'AWS::Serverless::Function',
      change: add('AWS::Serverless::Function'),
      at: 'Extra',
      path: 'Type',
      fault: {
        rule: 'resource-type',
        what: 'AWS::Serverless::Function is not supported: the local platform does not run this part of SAM without its transform',
        remedy: 'Add Transform: AWS::Serverless-2016-10-31 to the template.',
      },
    },
  ])('$name', expectRefusal);
});
