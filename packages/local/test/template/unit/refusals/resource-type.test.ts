import { afterAll, describe, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { add, expectRefusal, type Refusal } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses a type that is not run', () => {
  it.each<Refusal>([
    {
      name: 'AWS::ApiGatewayV2::VpcLink',
      change: add('AWS::ApiGatewayV2::VpcLink'),
      at: 'Extra',
      path: 'Type',
      fault: {
        rule: 'resource-type',
        what: 'AWS::ApiGatewayV2::VpcLink is not supported: the local platform does not run this part of API Gateway',
      },
    },
    {
      name: 'AWS::ApiGateway::RestApi',
      change: add('AWS::ApiGateway::RestApi'),
      at: 'Extra',
      path: 'Type',
      fault: {
        rule: 'resource-type',
        what: 'AWS::ApiGateway::RestApi is not supported: the local platform does not run REST APIs',
      },
    },
    {
      name: 'AWS::Lambda::Url',
      change: add('AWS::Lambda::Url'),
      at: 'Extra',
      path: 'Type',
      fault: {
        rule: 'resource-type',
        what: 'AWS::Lambda::Url is not supported: the local platform does not run function URLs',
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
        what: 'AWS::Serverless::Function is not supported: the local platform does not run this part of SAM',
      },
    },
    {
      name: 'AWS::Serverless::Api',
      change: add('AWS::Serverless::Api'),
      at: 'Extra',
      path: 'Type',
      fault: {
        rule: 'resource-type',
        what: 'AWS::Serverless::Api is not supported: the local platform does not run REST APIs',
      },
    },
  ])('$name', expectRefusal);
});
