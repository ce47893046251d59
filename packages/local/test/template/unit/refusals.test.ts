// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub

import { afterAll, describe, expect, it } from '@jest/globals';
import { loadModel } from '../../../src/template/load-model.ts';
import { refusalOf, removeAssemblies, writeAssembly } from './support/assembly-on-disk.ts';
import { type Loose, ordersTemplate } from './support/orders-template.ts';

afterAll(removeAssemblies);

interface Refusal {
  readonly name: string;
  /** Breaks the template; `p` gives the properties of a resource. */
  readonly change: (p: (logicalId: string) => Loose, resources: Loose, template: Loose) => void;
  readonly at: string;
  readonly path: string;
  readonly words: string;
}

const set = (logicalId: string, properties: Loose) => (p: (logicalId: string) => Loose) =>
  Object.assign(p(logicalId), properties);
const unset = (logicalId: string, name: string) => (p: (logicalId: string) => Loose) => {
  delete p(logicalId)[name];
};
const add =
  (type: string, properties: Loose = {}) =>
  (_: unknown, resources: Loose) => {
    resources.Extra = { Type: type, Properties: properties };
  };
const copy = (logicalId: string, properties: Loose) => (_: unknown, resources: Loose) => {
  resources.Extra = structuredClone(resources[logicalId]);
  Object.assign(resources.Extra.Properties, properties);
};

const api: Refusal[] = [
  {
    name: 'WebSocket API',
    change: set('Api', { ProtocolType: 'WEBSOCKET' }),
    at: 'Api',
    path: 'Properties.ProtocolType',
    words: 'WEBSOCKET',
  },
  {
    name: 'no protocol',
    change: unset('Api', 'ProtocolType'),
    at: 'Api',
    path: 'Properties.ProtocolType',
    words: 'required',
  },
  {
    name: 'OpenAPI body without a version',
    change: set('Api', { Body: {} }),
    at: 'Api',
    path: 'Properties.Body.openapi',
    words: 'required',
  },
  {
    name: 'OpenAPI body in S3',
    change: set('Api', { BodyS3Location: {} }),
    at: 'Api',
    path: 'Properties.BodyS3Location',
    words: 'OpenAPI',
  },
  {
    name: 'quick create of no function',
    change: set('Api', { Target: 'arn' }),
    at: 'Api',
    path: 'Properties.Target (as Integration).IntegrationUri',
    words: 'names no function',
  },
  {
    name: 'unknown property',
    change: set('Api', { Surprise: 1 }),
    at: 'Api',
    path: 'Properties.Surprise',
    words: 'property not supported by the local platform',
  },
  {
    name: 'property named as an inherited one',
    change: set('Api', { constructor: 1 }),
    at: 'Api',
    path: 'Properties.constructor',
    words: 'not supported',
  },
  {
    name: 'unknown nested property',
    change: (p) => {
      p('Api').CorsConfiguration.Surprise = 1;
    },
    at: 'Api',
    path: 'Properties.CorsConfiguration.Surprise',
    words: 'not supported',
  },
  {
    name: 'credentials for every origin',
    change: set('Api', { CorsConfiguration: { AllowOrigins: ['*'], AllowCredentials: true } }),
    at: 'Api',
    path: 'Properties.CorsConfiguration.AllowCredentials',
    words: "allow-credentials is not supported if 'allow-origin' is *",
  },
  {
    name: 'max age of the wrong form',
    change: (p) => {
      p('Api').CorsConfiguration.MaxAge = 'soon';
    },
    at: 'Api',
    path: 'Properties.CorsConfiguration.MaxAge',
    words: 'must be an integer, got "soon"',
  },
  {
    name: 'stage without AutoDeploy',
    change: unset('Stage', 'AutoDeploy'),
    at: 'Stage',
    path: 'Properties.AutoDeploy',
    words: 'fixed deployment',
  },
  {
    name: 'stage with a deployment',
    change: set('Stage', { DeploymentId: 'd' }),
    at: 'Stage',
    path: 'Properties.DeploymentId',
    words: 'fixed deployment',
  },
  {
    name: 'stage name',
    change: set('Stage', { StageName: 'a b' }),
    at: 'Stage',
    path: 'Properties.StageName',
    words: '"a b" is not a stage name',
  },
  {
    name: 'two stages of one name',
    change: copy('Stage', {}),
    at: 'Extra',
    path: 'Properties.StageName',
    words: 'already exists',
  },
  {
    name: 'route settings of no route',
    change: set('Stage', { RouteSettings: { 'GET /x': {} } }),
    at: 'Stage',
    path: 'Properties.RouteSettings.GET /x',
    words: 'Unable to find Route by key GET /x within the provided RouteSettings',
  },
  {
    name: 'access log without a request id',
    change: (p) => {
      p('Stage').AccessLogSettings.Format = '$context.status';
    },
    at: 'Stage',
    path: 'Properties.AccessLogSettings.Format',
    words: '$context.requestId',
  },
  {
    name: 'access log to a stream',
    change: (p) => {
      p('Stage').AccessLogSettings.DestinationArn = 'arn:aws:firehose:x';
    },
    at: 'Stage',
    path: 'Properties.AccessLogSettings.DestinationArn',
    words: 'log group',
  },
  {
    name: 'stage of no API',
    change: set('Stage', { ApiId: 'abc' }),
    at: 'Stage',
    path: 'Properties.ApiId',
    words: '"abc" is no API',
  },
];

const routes: Refusal[] = [
  ...['NONE', 'AWS_IAM', 'CUSTOM'].map((type) => ({
    name: `scopes on a ${type} route`,
    change: set(type === 'CUSTOM' ? 'GetOrder' : 'Health', {
      AuthorizationType: type,
      AuthorizationScopes: ['orders/read'],
    }),
    at: type === 'CUSTOM' ? 'GetOrder' : 'Health',
    path: 'Properties.AuthorizationScopes',
    words:
      'Invalid Route authorization type specified. Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization types',
  })),
  {
    name: 'CUSTOM without authorizer',
    change: unset('GetOrder', 'AuthorizerId'),
    at: 'GetOrder',
    path: 'Properties.AuthorizerId',
    words: 'Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.',
  },
  {
    name: 'CUSTOM with an unknown authorizer',
    change: set('GetOrder', { AuthorizerId: 'zzz' }),
    at: 'GetOrder',
    path: 'Properties.AuthorizerId',
    words: 'Invalid authorizer ID specified.',
  },
  {
    name: 'NONE with an authorizer',
    change: set('GetOrder', { AuthorizationType: 'NONE' }),
    at: 'GetOrder',
    path: 'Properties.AuthorizerId',
    words: 'NONE calls no authorizer',
  },
  {
    name: 'no type, with an authorizer',
    change: unset('GetOrder', 'AuthorizationType'),
    at: 'GetOrder',
    path: 'Properties.AuthorizerId',
    words: 'NONE calls no authorizer',
  },
  {
    name: 'AWS_IAM with an authorizer',
    change: set('GetOrder', { AuthorizationType: 'AWS_IAM' }),
    at: 'GetOrder',
    path: 'Properties.AuthorizerId',
    words: 'AWS_IAM calls no authorizer',
  },
  {
    name: 'JWT route with a Lambda authorizer',
    change: set('GetOrder', { AuthorizationType: 'JWT', AuthorizationScopes: ['a'] }),
    at: 'GetOrder',
    path: 'Properties.AuthorizerId',
    words: 'Invalid authorizer ID specified. Setting the authorization type to JWT requires a valid JWT authorizer.',
  },
  {
    name: 'API key',
    change: set('Health', { ApiKeyRequired: true }),
    at: 'Health',
    path: 'Properties.ApiKeyRequired',
    words: 'not supported for HTTP APIs',
  },
  {
    name: 'route parameters',
    change: set('Health', { RequestParameters: {} }),
    at: 'Health',
    path: 'Properties.RequestParameters',
    words: 'not supported',
  },
  {
    name: 'route key',
    change: set('Health', { RouteKey: 'get /health' }),
    at: 'Health',
    path: 'Properties.RouteKey',
    words: 'The provided route key is not formatted properly for HTTP protocol.',
  },
  {
    name: 'trailing slash',
    change: set('Health', { RouteKey: 'GET /health/' }),
    at: 'Health',
    path: 'Properties.RouteKey',
    words: 'must not end in a slash',
  },
  {
    name: 'two routes of one key',
    change: copy('Health', {}),
    at: 'Extra',
    path: 'Properties.RouteKey',
    words: 'already exists for this API',
  },
  {
    name: 'two routes of one shape',
    change: copy('Health', { RouteKey: 'GET /orders/{other}' }),
    at: 'Extra',
    path: 'Properties.RouteKey',
    words: 'already exists for this API',
  },
  {
    name: 'target',
    change: set('Health', { Target: 'x/1' }),
    at: 'Health',
    path: 'Properties.Target',
    words: 'Correct format should be integrations/<integration_id>.',
  },
  {
    name: 'no target',
    change: unset('Health', 'Target'),
    at: 'Health',
    path: 'Properties.Target',
    words: 'Target is required',
  },
  {
    name: 'target of no integration',
    change: set('Health', { Target: 'integrations/zzz' }),
    at: 'Health',
    path: 'Properties.Target',
    words: 'no integration of the route',
  },
];

const callees: Refusal[] = [
  {
    name: 'simple responses with payload 1.0',
    change: set('Authorizer', { AuthorizerPayloadFormatVersion: '1.0' }),
    at: 'Authorizer',
    path: 'Properties.EnableSimpleResponses',
    words: 'EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0".',
  },
  {
    name: 'authorizer of another API',
    change: (p, r) => {
      r.Other = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'o', ProtocolType: 'HTTP' } };
      p('Authorizer').ApiId = { Ref: 'Other' };
    },
    at: 'GetOrder',
    path: 'Properties.AuthorizerId',
    words: 'requires a valid authorizer',
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
    words: 'names no function',
  },

  {
    name: 'HTTP integration without a method',
    change: set('Integration', {
      IntegrationType: 'HTTP_PROXY',
      IntegrationUri: 'https://a.example',
      PayloadFormatVersion: '1.0',
    }),
    at: 'Integration',
    path: 'Properties.IntegrationMethod',
    words: 'required',
  },
  {
    name: 'integration with a role',
    change: set('Integration', { CredentialsArn: 'arn' }),
    at: 'Integration',
    path: 'Properties.CredentialsArn',
    words: 'assumes a role',
  },
  {
    name: 'request mapping',
    change: set('Integration', { RequestParameters: {} }),
    at: 'Integration',
    path: 'Properties.RequestParameters',
    words: 'RequestParameters of a Lambda integration',
  },
  {
    name: 'response mapping',
    change: set('Integration', { ResponseParameters: {} }),
    at: 'Integration',
    path: 'Properties.ResponseParameters',
    words: 'ResponseParameters of a Lambda integration',
  },
  {
    name: 'private integration',
    change: set('Integration', { ConnectionId: 'v' }),
    at: 'Integration',
    path: 'Properties.ConnectionId',
    words: 'Private integrations',
  },
  {
    name: 'TLS settings',
    change: set('Integration', { TlsConfig: {} }),
    at: 'Integration',
    path: 'Properties.TlsConfig',
    words: 'Private integrations',
  },
  {
    name: 'integration payload 3.0',
    change: set('Integration', { PayloadFormatVersion: '3.0' }),
    at: 'Integration',
    path: 'Properties.PayloadFormatVersion',
    words: 'Unsupported PayloadFormatVersion: 3.0',
  },
  {
    name: 'no integration payload',
    change: unset('Integration', 'PayloadFormatVersion'),
    at: 'Integration',
    path: 'Properties.PayloadFormatVersion',
    words: 'required parameter',
  },
  {
    name: 'integration timeout',
    change: set('Integration', { TimeoutInMillis: 30_001 }),
    at: 'Integration',
    path: 'Properties.TimeoutInMillis',
    words: 'Timeout should be between 50 ms and 30000 ms',
  },
  {
    name: 'integration of no function',
    change: set('Integration', { IntegrationUri: 'arn:aws:lambda:us-east-1:123456789012:function:other' }),
    at: 'Integration',
    path: 'Properties.IntegrationUri',
    words: 'names no function of the assembly',
  },
  {
    name: 'integration with an alias',
    change: set('Integration', { IntegrationUri: { 'Fn::Sub': '${Handler.Arn}:live' } }),
    at: 'Integration',
    path: 'Properties.IntegrationUri',
    words: 'names no function of the assembly',
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
    words: 'JwtConfiguration must not be null for JWT Authorizer',
  },
  {
    name: 'authorizer with a role',
    change: set('Authorizer', { AuthorizerCredentialsArn: 'arn' }),
    at: 'Authorizer',
    path: 'Properties.AuthorizerCredentialsArn',
    words: 'assumes a role',
  },
  {
    name: 'no authorizer URI',
    change: unset('Authorizer', 'AuthorizerUri'),
    at: 'Authorizer',
    path: 'Properties.AuthorizerUri',
    words: 'AuthorizerUri is a required field in an Authorizer',
  },
  {
    name: 'bare ARN as authorizer URI',
    change: set('Authorizer', { AuthorizerUri: { 'Fn::GetAtt': ['Auth', 'Arn'] } }),
    at: 'Authorizer',
    path: 'Properties.AuthorizerUri',
    words: 'names no function of the assembly',
  },
  {
    name: 'no authorizer payload',
    change: (p) => {
      delete p('Authorizer').AuthorizerPayloadFormatVersion;
      delete p('Authorizer').EnableSimpleResponses;
    },
    at: 'Authorizer',
    path: 'Properties.AuthorizerPayloadFormatVersion',
    words: 'AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer',
  },
  {
    name: 'TTL range',
    change: set('Authorizer', { AuthorizerResultTtlInSeconds: 3601 }),
    at: 'Authorizer',
    path: 'Properties.AuthorizerResultTtlInSeconds',
    words: 'TTL must be between 0 and 3600 seconds.',
  },
  {
    name: 'TTL without identity source',
    change: unset('Authorizer', 'IdentitySource'),
    at: 'Authorizer',
    path: 'Properties.IdentitySource',
    words: 'Identity source must be set if authorizer caching is enabled (TTL is greater than 0)',
  },
  {
    name: 'identity source',
    change: set('Authorizer', { IdentitySource: ['$request.header.A', 'header.B'] }),
    at: 'Authorizer',
    path: 'Properties.IdentitySource[1]',
    words: 'Invalid identity source expression: header.B',
  },
];

const functions: Refusal[] = [
  {
    name: 'no code',
    change: unset('Handler', 'Code'),
    at: 'Handler',
    path: 'Properties.Code',
    words: 'Code is required',
  },
  {
    name: 'function name',
    change: set('Handler', { FunctionName: 'a b' }),
    at: 'Handler',
    path: 'Properties.FunctionName',
    words: '"a b" is not a function name',
  },
  {
    name: 'time zone',
    change: (p) => {
      p('Handler').Environment.Variables.TZ = 'UTC';
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.TZ',
    words: 'time zone',
  },

  {
    name: 'inline code that is not the handler',
    change: set('Handler', { Code: { ZipFile: 'x' }, Handler: 'app.handler' }),
    at: 'Handler',
    path: 'Properties.Handler',
    words: 'Inline code is the module index',
  },
  {
    name: 'container image',
    change: set('Handler', { PackageType: 'Image' }),
    at: 'Handler',
    path: 'Properties.PackageType',
    words: '"Image" is not supported',
  },
  {
    name: 'asset that is not listed',
    change: (p) => {
      p('Handler').Code.S3Key = 'x.zip';
    },
    at: 'Handler',
    path: 'Properties.Code.S3Key',
    words: 'no asset manifest of its stack lists it',
  },
  {
    name: 'asset that is missing',
    change: (p) => {
      p('Handler').Code.S3Key = 'gone.zip';
    },
    at: 'Handler',
    path: 'Properties.Code.S3Key',
    words: 'asset.bbbb is missing',
  },
  {
    name: 'other runtime',
    change: set('Handler', { Runtime: 'python3.14' }),
    at: 'Handler',
    path: 'Properties.Runtime',
    words: '"python3.14" is not supported',
  },
  {
    name: 'a layer outside',
    change: set('Handler', { Layers: ['arn:aws:lambda:us-east-1:580247275435:layer:Insights:1'] }),
    at: 'Handler',
    path: 'Properties.Layers[0]',
    words: 'is not in the assembly',
  },
  {
    name: 'six layers',
    change: set('Handler', { Layers: ['a', 'b', 'c', 'd', 'e', 'f'] }),
    at: 'Handler',
    path: 'Properties.Layers',
    words: 'at most 5 layers, got 6',
  },
  {
    name: 'log level in text format',
    change: set('Handler', { LoggingConfig: { LogFormat: 'Text', SystemLogLevel: 'DEBUG' } }),
    at: 'Handler',
    path: 'Properties.LoggingConfig.SystemLogLevel',
    words: 'the format is Text',
  },
  {
    name: 'reserved concurrency',
    change: set('Handler', { ReservedConcurrentExecutions: -1 }),
    at: 'Handler',
    path: 'Properties.ReservedConcurrentExecutions',
    words: 'between 0 and',
  },
  {
    name: 'timeout',
    change: set('Handler', { Timeout: 901 }),
    at: 'Handler',
    path: 'Properties.Timeout',
    words: 'between 1 and 900',
  },
  {
    name: 'handler',
    change: set('Handler', { Handler: 'index' }),
    at: 'Handler',
    path: 'Properties.Handler',
    words: '"index" is not supported',
  },
  {
    name: 'log level',
    change: (p) => {
      p('Handler').LoggingConfig.ApplicationLogLevel = 'LOUD';
    },
    at: 'Handler',
    path: 'Properties.LoggingConfig.ApplicationLogLevel',
    words: 'LOUD',
  },
  {
    name: 'two functions of one name',
    change: (p, resources) => {
      p('Handler').FunctionName = 'f';
      copy('Handler', {})(p, resources);
    },
    at: 'Extra',
    path: 'Properties.FunctionName',
    words: 'Function already exist: f',
  },
  {
    name: 'reserved variable',
    change: (p) => {
      p('Handler').Environment.Variables.AWS_REGION = 'x';
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.AWS_REGION',
    words: 'Reserved keys used in this request: AWS_REGION',
  },
  {
    name: 'name of a variable',
    change: (p) => {
      p('Handler').Environment.Variables.A = 'x';
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.A',
    words: '"A" is not a name',
  },
  {
    name: 'variables over 4 KB',
    change: (p) => {
      p('Handler').Environment.Variables.BIG = 'x'.repeat(4096);
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables',
    words: 'exceeded the 4KB limit',
  },
  {
    name: 'dynamic reference',
    change: (p) => {
      p('Handler').Environment.Variables.KEY = '{{resolve:secretsmanager:k}}';
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.KEY',
    words: 'dynamic reference',
  },
  {
    name: 'permission for an organization',
    change: set('AuthPermission', { PrincipalOrgID: 'o' }),
    at: 'AuthPermission',
    path: 'Properties.PrincipalOrgID',
    words: 'organization',
  },
  {
    name: 'permission from another account',
    change: set('AuthPermission', { SourceAccount: '111111111111' }),
    at: 'AuthPermission',
    path: 'Properties.SourceAccount',
    words: 'not the account',
  },
  {
    name: 'permission for a function URL',
    change: set('AuthPermission', { Action: 'lambda:InvokeFunctionUrl' }),
    at: 'AuthPermission',
    path: 'Properties.Action',
    words: 'InvokeFunctionUrl',
  },
  {
    name: 'permission of no function',
    change: set('AuthPermission', { FunctionName: 'other' }),
    at: 'AuthPermission',
    path: 'Properties.FunctionName',
    words: '"other" names no function',
  },
  {
    name: 'role policy outline',
    change: set('Role', { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Maybe' }] } }),
    at: 'Role',
    path: 'Properties.AssumeRolePolicyDocument',
    words: 'Effect must be "Allow" or "Deny"',
  },
];

const stores: Refusal[] = [
  {
    name: 'a policy of a table',
    change: set('Table', { ResourcePolicy: { PolicyDocument: {} } }),
    at: 'Table',
    path: 'Properties.ResourcePolicy',
    words: 'not supported',
  },
  {
    name: 'table name',
    change: set('Table', { TableName: 'a b' }),
    at: 'Table',
    path: 'Properties.TableName',
    words: '"a b" is not a table name',
  },
  {
    name: 'two tables of one name',
    change: (p, resources) => {
      p('Table').TableName = 'one';
      copy('Table', {})(p, resources);
    },
    at: 'Extra',
    path: 'Properties.TableName',
    words: 'Table already exists: one',
  },
  {
    name: 'replica elsewhere',
    change: (p, r) => {
      r.Table.Type = 'AWS::DynamoDB::GlobalTable';
      p('Table').Replicas = [{ Region: 'eu-west-1' }];
    },
    at: 'Table',
    path: 'Properties.Replicas',
    words: 'Replicas in [eu-west-1]',
  },
  {
    name: 'index without projection',
    change: (p) => {
      delete p('Table').GlobalSecondaryIndexes[0].Projection;
    },
    at: 'Table',
    path: 'Properties.GlobalSecondaryIndexes[0].Projection',
    words: 'Projection is required',
  },
  {
    name: 'scope name',
    change: (p) => {
      p('Server').Scopes[0].ScopeName = 'a/b';
    },
    at: 'Server',
    path: 'Properties.Scopes[0].ScopeName',
    words: '"a/b" is not a scope name',
  },
  {
    name: 'OAuth flows that are not allowed',
    change: unset('Client', 'AllowedOAuthFlowsUserPoolClient'),
    at: 'Client',
    path: 'Properties.AllowedOAuthFlowsUserPoolClient',
    words: 'not allowed to use them',
  },
  {
    name: 'domain prefix',
    change: set('Domain', { Domain: '-x' }),
    at: 'Domain',
    path: 'Properties.Domain',
    words: '"-x" is not a domain prefix',
  },
  {
    name: 'second domain',
    change: copy('Domain', { Domain: 'second' }),
    at: 'Extra',
    path: 'Properties.UserPoolId',
    words: 'has one domain',
  },

  {
    name: 'table stream',
    change: set('Table', { StreamSpecification: {} }),
    at: 'Table',
    path: 'Properties.StreamSpecification',
    words: 'Streams are not run',
  },
  {
    name: 'provisioned capacity',
    change: unset('Table', 'BillingMode'),
    at: 'Table',
    path: 'Properties.BillingMode',
    words: 'Provisioned capacity',
  },
  {
    name: 'local index',
    change: set('Table', { LocalSecondaryIndexes: [] }),
    at: 'Table',
    path: 'Properties.LocalSecondaryIndexes',
    words: 'Local secondary indexes',
  },
  {
    name: 'key that is not defined',
    change: set('Table', { AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }] }),
    at: 'Table',
    path: 'Properties.AttributeDefinitions',
    words: 'not defined in AttributeDefinitions: at',
  },
  {
    name: 'definition that is not used',
    change: (p) => {
      p('Table').AttributeDefinitions.push({ AttributeName: 'x', AttributeType: 'S' });
    },
    at: 'Table',
    path: 'Properties.AttributeDefinitions',
    words: 'not used by any key: x',
  },
  {
    name: 'key order',
    change: set('Table', { KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] }),
    at: 'Table',
    path: 'Properties.KeySchema',
    words: '[RANGE]',
  },
  {
    name: 'Lambda triggers of a pool',
    change: set('Pool', { LambdaConfig: {} }),
    at: 'Pool',
    path: 'Properties.LambdaConfig',
    words: 'Lambda triggers',
  },
  {
    name: 'sign-in flow',
    change: set('Client', { ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
    at: 'Client',
    path: 'Properties.ExplicitAuthFlows',
    words: 'ALLOW_USER_PASSWORD_AUTH',
  },
  {
    name: 'OAuth flow',
    change: set('Client', { AllowedOAuthFlows: ['code'] }),
    at: 'Client',
    path: 'Properties.AllowedOAuthFlows',
    words: '"code" is not run',
  },
  {
    name: 'client without a secret',
    change: set('Client', { GenerateSecret: false }),
    at: 'Client',
    path: 'Properties.GenerateSecret',
    words: 'does not have a client secret',
  },
  {
    name: 'scope of no server',
    change: set('Client', { AllowedOAuthScopes: ['orders/fly'] }),
    at: 'Client',
    path: 'Properties.AllowedOAuthScopes[0]',
    words: 'Invalid scope requested: orders/fly',
  },
  {
    name: 'token life',
    change: set('Client', { AccessTokenValidity: 25, TokenValidityUnits: { AccessToken: 'hours' } }),
    at: 'Client',
    path: 'Properties.AccessTokenValidity',
    words: 'between 5 minutes and 1 day',
  },
  {
    name: 'custom domain',
    change: set('Domain', { CustomDomainConfig: {} }),
    at: 'Domain',
    path: 'Properties.CustomDomainConfig',
    words: 'Custom domains',
  },
  {
    name: 'reserved word in a domain',
    change: set('Domain', { Domain: 'my-cognito' }),
    at: 'Domain',
    path: 'Properties.Domain',
    words: 'reserved word: cognito',
  },
  {
    name: 'client of no pool',
    change: set('Client', { UserPoolId: 'p' }),
    at: 'Client',
    path: 'Properties.UserPoolId',
    words: '"p" is no user pool',
  },
];

const types: Refusal[] = [
  'AWS::ApiGatewayV2::VpcLink',
  'AWS::ApiGateway::RestApi',
  'AWS::Lambda::Url',
  'AWS::WAFv2::WebACLAssociation',
  'AWS::Serverless::Function',
  'AWS::Serverless::Api',
].map((type) => ({ name: type, change: add(type), at: 'Extra', path: 'Type', words: `${type} is not supported` }));

const references: Refusal[] = [
  {
    name: 'Ref of nothing',
    change: set('Stage', { StageVariables: { a: { 'Fn::Join': ['', ['x', { Ref: 'Nope' }]] } } }),
    at: 'Stage',
    path: 'Properties.StageVariables.a.Fn::Join[1][1].Ref',
    words: '"Nope" is neither a resource nor a parameter',
  },
  {
    name: 'Ref of an inherited name',
    change: set('Stage', { StageVariables: { a: { Ref: 'constructor' } } }),
    at: 'Stage',
    path: 'Properties.StageVariables.a.Ref',
    words: '"constructor" is neither',
  },
  {
    name: 'Fn::Sub of nothing, in a resource that is not run',
    change: set('Alarm', { AlarmName: { 'Fn::Sub': '${Nope.Arn}' } }),
    at: 'Alarm',
    path: 'Properties.AlarmName.Fn::Sub',
    words: '"Nope" is neither',
  },
  {
    name: 'unknown attribute',
    change: (p) => {
      p('Handler').Environment.Variables.X1 = { 'Fn::GetAtt': ['Client', 'ClientSecret'] };
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.X1',
    words: 'no such attribute of AWS::Cognito::UserPoolClient',
  },
  {
    name: 'Ref of a type that is not run',
    change: (p, r) => {
      r.Queue = { Type: 'AWS::SQS::Queue' };
      p('Handler').Environment.Variables.QUEUE = { Ref: 'Queue' };
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.QUEUE',
    words: 'of type AWS::SQS::Queue, which the local platform does not run',
  },
  {
    name: 'Ref of what a condition leaves out',
    change: (p) => {
      p('Handler').Environment.Variables.QUEUE = { Ref: 'Left' };
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.QUEUE.Ref',
    words: 'its condition "Never" is false',
  },
  {
    name: 'parameter from SSM',
    change: (p) => {
      p('Handler').Environment.Variables.VERSION = { Ref: 'BootstrapVersion' };
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.VERSION',
    words: 'SSM Parameter Store',
  },
  {
    name: 'parameter without a default',
    change: (p, _, t) => {
      t.Parameters.Key = { Type: 'String' };
      p('Handler').Environment.Variables.KEY = { Ref: 'Key' };
    },
    at: 'Handler',
    path: 'Properties.Environment.Variables.KEY',
    words: 'it has no Default',
  },
  {
    name: 'unsupported function',
    change: set('Stage', { StageVariables: { a: { 'Fn::Length': '' } } }),
    at: 'Stage',
    path: 'Properties.StageVariables.a',
    words: 'Fn::Length is not supported',
  },
  {
    name: 'transform inside',
    change: set('Api', { Name: { 'Fn::Transform': { Name: 'M' } } }),
    at: 'Api',
    path: 'Properties.Name',
    words: 'Fn::Transform "M" is not supported',
  },
  {
    name: 'circle of resources',
    change: (p) => {
      p('Handler').Environment.Variables.OTHER = { Ref: 'Auth' };
      p('Auth').Environment.Variables.OTHER = { 'Fn::Sub': '${Handler.Arn}' };
    },
    at: 'Handler',
    path: 'Properties',
    words: 'Handler -> Auth -> Handler',
  },
  {
    name: 'dependency on nothing',
    change: (_, r) => {
      r.Topic.DependsOn = 'Nope';
    },
    at: 'Topic',
    path: 'DependsOn',
    words: 'DependsOn names "Nope"',
  },
  {
    name: 'circle of conditions',
    change: (_, r, t) => {
      t.Conditions.A = { Condition: 'B' };
      t.Conditions.B = { Condition: 'A' };
      r.Topic.Condition = 'A';
    },
    at: 'Topic',
    path: 'Condition',
    words: 'Conditions.A -> Conditions.B -> Conditions.A',
  },
  {
    name: 'condition that is not declared',
    change: (_, r) => {
      r.Topic.Condition = 'toString';
    },
    at: 'Topic',
    path: 'Condition',
    words: 'Condition "toString" is not declared',
  },
  {
    name: 'output of nothing',
    change: (_, __, t) => {
      t.Outputs.Url.Value = { Ref: 'Nope' };
    },
    at: 'Url',
    path: 'Outputs.Url.Value.Ref',
    words: '"Nope" is neither',
  },
  {
    name: 'resource attribute',
    change: (_, r) => {
      r.Topic.Surprise = 1;
    },
    at: 'Topic',
    path: 'Resources',
    words: 'Resource attribute Surprise',
  },
];

describe('loadModel refuses', () => {
  it.each([...api, ...routes, ...callees, ...functions, ...stores, ...types, ...references])(
    '$name',
    ({ change, at, path, words }) => {
      const template = ordersTemplate();
      change((logicalId) => template.Resources[logicalId].Properties, template.Resources, template);
      const error = refusalOf({ assembly: writeAssembly({ Orders: template }) });
      const fault = error.faults.find((candidate) => candidate.logicalId === at && candidate.path === path);
      expect({ all: error.faults, fault }).toMatchObject({
        fault: { stack: 'Orders', reason: expect.stringContaining(words), remedy: expect.stringMatching(/\S/) },
      });
    },
  );

  it('a transform of the whole template', () => {
    const template = { ...ordersTemplate(), Transform: 'AWS::LanguageExtensions' };
    const error = refusalOf({ assembly: writeAssembly({ Orders: template }) });
    expect(error.faults).toMatchObject([
      { stack: 'Orders', path: 'Transform', reason: expect.stringContaining('Transform') },
    ]);
  });
});

describe('a refusal', () => {
  it('carries all faults at once, and says each in its message', () => {
    const template = ordersTemplate();
    template.Resources.Api.Properties.Body = {};
    template.Resources.Table.Properties.StreamSpecification = {};
    const error = refusalOf({ assembly: writeAssembly({ Orders: template }) });
    expect(error).toMatchObject({ name: 'TemplateError', code: 'TEMPLATE_NOT_RUNNABLE' });
    expect(error.faults).toHaveLength(2);
    expect(error.message).toContain('2 faults');
    for (const fault of error.faults) {
      expect(error.message).toContain(`${fault.stack}/${fault.logicalId} (${fault.type}) ${fault.path}`);
      expect(error.message).toContain(fault.reason);
      expect(error.message).toContain(fault.remedy);
    }
  });

  it('does not report again what follows from a fault', () => {
    const template = ordersTemplate();
    template.Resources.Stage.Properties.ApiId = { Ref: 'Nope' };
    const error = refusalOf({ assembly: writeAssembly({ Orders: template }) });
    expect(error.faults.map((fault) => fault.path)).toEqual(['Properties.ApiId.Ref']);
  });

  it('shows no value of an environment variable', () => {
    const template = ordersTemplate();
    template.Resources.Handler.Properties.Environment.Variables.KEY = ['s3cret'];
    template.Resources.Handler.Properties.Environment.Variables.AWS_REGION = 's3cret';
    const error = refusalOf({
      assembly: writeAssembly({ Orders: template }),
      environmentOverrides: { Handler: { Nope: 's3cret' } },
    });
    expect(error.faults).toHaveLength(3);
    expect(error.message).not.toContain('s3cret');
  });
});

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
    const template = ordersTemplate();
    change((logicalId) => template.Resources[logicalId].Properties, template.Resources);
    expect(() => loadModel({ assembly: writeAssembly({ Orders: template }) })).not.toThrow();
  });
});
