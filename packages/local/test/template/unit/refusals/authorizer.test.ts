// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub

import { afterAll, describe, expect, it } from '@jest/globals';
import { removeAssemblies } from '../support/assembly-on-disk.ts';
import { expectRefusal, type Refusal, set, unset } from '../support/refusal.ts';

afterAll(removeAssemblies);

describe('loadModel refuses an authorizer', () => {
  it.each<Refusal>([
    {
      name: 'simple responses with payload 1.0',
      change: set('Authorizer', { AuthorizerPayloadFormatVersion: '1.0' }),
      at: 'Authorizer',
      path: 'Properties.EnableSimpleResponses',
      fault: {
        rule: 'simple-responses-payload-format',
        what: 'EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".',
      },
    },
    {
      name: 'authorizer of another API',
      change: (p, r) => {
        r.Other = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'o', ProtocolType: 'HTTP' } };
        p('Authorizer').ApiId = { Ref: 'Other' };
      },
      at: 'GetOrder',
      path: 'Properties.AuthorizerId',
      fault: {
        rule: 'route-without-authorizer',
        what: 'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
      },
    },
    {
      name: 'authorizer URI of another Region',
      change: set('Authorizer', {
        AuthorizerUri: {
          'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Auth.Arn}/invocations',
        },
      }),
      at: 'Authorizer',
      path: 'Properties.AuthorizerUri',
      fault: { rule: 'uri-without-function', what: expect.stringContaining('names no function of the assembly') },
    },
    {
      name: 'JWT authorizer without a configuration',
      change: (p) => {
        Object.assign(p('Authorizer'), { AuthorizerType: 'JWT', IdentitySource: ['$request.header.Authorization'] });
        for (const name of ['AuthorizerUri', 'AuthorizerPayloadFormatVersion', 'EnableSimpleResponses']) {
          delete p('Authorizer')[name];
        }
        p('GetOrder').AuthorizationType = 'JWT';
      },
      at: 'Authorizer',
      path: 'Properties.JwtConfiguration',
      fault: {
        rule: 'jwt-authorizer-without-configuration',
        what: 'JwtConfiguration must not be null for JWT Authorizer',
      },
    },
    {
      name: 'authorizer with credentials that are no role',
      change: set('Authorizer', { AuthorizerCredentialsArn: 'arn' }),
      at: 'Authorizer',
      path: 'Properties.AuthorizerCredentialsArn',
      fault: {
        rule: 'credentials-role',
        what: 'AuthorizerCredentialsArn is not the ARN of a role',
        given: '"arn"',
      },
    },
    {
      name: 'no authorizer URI',
      change: unset('Authorizer', 'AuthorizerUri'),
      at: 'Authorizer',
      path: 'Properties.AuthorizerUri',
      fault: { rule: 'authorizer-without-uri', what: 'AuthorizerUri is a required field in an Authorizer' },
    },
    {
      name: 'bare ARN as authorizer URI',
      change: set('Authorizer', { AuthorizerUri: { 'Fn::GetAtt': ['Auth', 'Arn'] } }),
      at: 'Authorizer',
      path: 'Properties.AuthorizerUri',
      fault: { rule: 'uri-without-function', what: expect.stringContaining('names no function of the assembly') },
    },
    {
      name: 'no authorizer payload',
      change: (p) => {
        delete p('Authorizer').AuthorizerPayloadFormatVersion;
        delete p('Authorizer').EnableSimpleResponses;
      },
      at: 'Authorizer',
      path: 'Properties.AuthorizerPayloadFormatVersion',
      fault: {
        rule: 'payload-format-missing',
        what: 'AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer',
        allowed: '"2.0", "1.0"',
      },
    },
    {
      name: 'TTL range',
      change: set('Authorizer', { AuthorizerResultTtlInSeconds: 3601 }),
      at: 'Authorizer',
      path: 'Properties.AuthorizerResultTtlInSeconds',
      fault: {
        rule: 'authorizer-ttl-range',
        what: 'Authorizer result TTL outside allowable range. TTL must be between 0 and 3600 seconds.',
        given: '3601',
      },
    },
    {
      name: 'TTL without identity source',
      change: unset('Authorizer', 'IdentitySource'),
      at: 'Authorizer',
      path: 'Properties.IdentitySource',
      fault: {
        rule: 'authorizer-caching-without-identity-source',
        what: 'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)',
      },
    },
    {
      name: 'identity source',
      change: set('Authorizer', { IdentitySource: ['$request.header.A', 'header.B'] }),
      at: 'Authorizer',
      path: 'Properties.IdentitySource[1]',
      fault: {
        rule: 'identity-source-expression',
        what: 'Invalid identity source expression: header.B',
        allowed: '$request.header.<name>, $request.querystring.<name>, $context.<variable>, $stageVariables.<name>',
      },
    },
  ])('$name', expectRefusal);
});
