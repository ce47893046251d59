// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of Fn::Sub

import { api, echo, fn, gatekeeper, integration, permission, role, route, small, stage } from '../support/snippets.ts';
import type { TemplateCase } from '../support/template-case.ts';
import { zipOf } from '../support/zip.ts';

const family = 'CloudFormation templates';
const yaml = (...parts: readonly string[]) => ({ 'template.yaml': `Resources:\n${parts.join('\n')}\n` });
const hello = (body = 'GET /hello') => ({ requests: [{ request: 'GET /hello', status: 200, body }] });

/** A function whose code lies beside the template. */
const localFn = (code: string): string => `
  Hello:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, Role: !GetAtt Role.Arn, Code: ${code} }
${role('Role')}${permission('Hello')}`;

const around = [api(), integration('Integration', '!GetAtt Hello.Arn'), route('Route', 'GET /hello')];

export const cloudFormationCases: readonly TemplateCase[] = [
  { family, name: 'YAML with short intrinsic forms and inline code', files: yaml(small()), outcome: hello() },
  {
    family,
    name: 'JSON without an asset manifest',
    start: 'template.json',
    files: {
      'template.json': {
        Resources: {
          Role: {
            Type: 'AWS::IAM::Role',
            Properties: {
              AssumeRolePolicyDocument: {
                Statement: [
                  { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
                ],
              },
            },
          },
          Hello: {
            Type: 'AWS::Lambda::Function',
            Properties: {
              Handler: 'index.handler',
              Runtime: 'nodejs22.x',
              Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
              Code: { ZipFile: { 'Fn::Join': ['\n', ['// two lines', echo]] } },
            },
          },
          Allow: {
            Type: 'AWS::Lambda::Permission',
            Properties: {
              Action: 'lambda:InvokeFunction',
              FunctionName: { 'Fn::GetAtt': ['Hello', 'Arn'] },
              Principal: 'apigateway.amazonaws.com',
            },
          },
          Api: {
            Type: 'AWS::ApiGatewayV2::Api',
            Properties: { Name: 'a', ProtocolType: 'HTTP', Target: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
          },
        },
      },
    },
    outcome: { requests: [{ request: 'POST /anything', status: 200, body: '$default' }] },
  },
  {
    family,
    name: 'quick create with a route key',
    files: yaml(
      fn('Hello'),
      `
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: quick, ProtocolType: HTTP, Target: !GetAtt Hello.Arn, RouteKey: GET /hello }`,
    ),
    outcome: { requests: [...hello().requests, { request: 'GET /other', status: 404 }] },
  },
  {
    family,
    name: 'function code in a directory beside the template',
    files: { ...yaml(localFn('./src'), ...around), 'src/index.js': echo },
    outcome: hello(),
  },
  {
    family,
    name: 'function code in a zip beside the template',
    files: {
      ...yaml(localFn('build/hello.zip'), ...around),
      'build/hello.zip': zipOf([
        { name: 'lib/', content: '', mode: 0o40755 },
        { name: 'lib/echo.js', content: echo },
        { name: 'index.js', content: "module.exports = require('./lib/echo.js');" },
      ]),
    },
    outcome: hello(),
  },
  {
    family,
    name: 'ES module in a directory',
    files: {
      ...yaml(localFn('src'), ...around),
      'src/index.mjs': echo.replace('exports.handler =', 'export const handler ='),
    },
    outcome: hello(),
  },
  {
    family,
    name: 'parameters with given values',
    files: {
      'template.yaml': `
Parameters:
  Name: { Type: String, AllowedValues: [small, large] }
  Word: { Type: "AWS::SSM::Parameter::Value<String>", Default: /app/word }
  Parts: { Type: CommaDelimitedList, Default: "x, y" }
Resources:${fn('Hello', { more: ['Environment: { Variables: { NAME: !Sub "${Name}-${Word}-${P}" } }'] }).replace(
        '!Sub "${Name}-${Word}-${P}"',
        '!Sub ["${Name}-${Word}-${P}", { P: !Select [1, !Ref Parts] }]',
      )}
${around.join('\n')}`,
    },
    options: { parameters: { Name: 'large', Word: 'given' } },
    outcome: hello('GET /hello large-given-y'),
  },
  {
    family,
    name: 'mappings and conditions choose routes',
    files: {
      'template.yaml': `
Parameters: { Stage: { Type: String, Default: dev } }
Mappings: { Names: { dev: { name: little }, prod: { name: big } } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  Both: !And [!Condition IsDev, !Not [!Condition IsProd]]
Resources:${fn('Hello', { more: ['Environment: { Variables: { NAME: !FindInMap [Names, !Ref Stage, name] } }'] })}
${around.join('\n')}
${route('Debug', 'GET /debug').replace('Properties:', 'Condition: Both\n    Properties:')}
${route('Audit', 'GET /audit').replace('Properties:', 'Condition: IsProd\n    Properties:')}`,
    },
    outcome: {
      requests: [
        ...hello('GET /hello little').requests,
        { request: 'GET /debug', status: 200 },
        { request: 'GET /audit', status: 404 },
      ],
    },
  },
  {
    family,
    name: 'intrinsic functions in an environment',
    files: yaml(
      fn('Hello', {
        more: [
          'Environment:',
          '  Variables:',
          '    NAME: !Join ["|", [!Base64 hi, !Select [1, !Cidr [10.0.0.0/16, 2, 8]], !Select [0, !GetAZs ""], !If [Yes, a, b]]]',
        ],
      }),
      ...around,
    ),
    outcome: {
      path: 'Properties.Environment.Variables.NAME',
      logicalId: 'Hello',
      rule: 'undeclared-condition',
      words: 'Condition "Yes" is not declared',
    },
  },
  {
    family,
    name: 'network and text functions',
    files: yaml(
      fn('Hello', {
        more: [
          'Environment:',
          '  Variables:',
          '    NAME: !Join ["|", [!Base64 hi, !Select [1, !Cidr [10.0.0.0/16, 2, 8]], !Select [0, !GetAZs ""]]]',
        ],
      }),
      ...around,
    ),
    outcome: hello('GET /hello aGk=|10.0.1.0/24|us-east-1a'),
  },
  {
    family,
    name: 'several APIs, one port each',
    files: yaml(
      small(),
      api('Other'),
      integration('OtherIntegration', '!GetAtt Hello.Arn', 'Other'),
      route('OtherRoute', 'GET /other', { target: 'OtherIntegration', apiId: 'Other' }),
    ),
    outcome: {
      apis: 2,
      requests: [
        ...hello().requests,
        { request: 'GET /other', status: 404 },
        { request: 'GET /other', api: 1, status: 200, body: 'GET /other' },
      ],
    },
  },
  {
    family,
    name: 'several APIs, one chosen; what cannot be run of the other stops nothing',
    files: yaml(
      small(),
      api('Other'),
      integration('OtherIntegration', 'arn:aws:lambda:eu-west-1:210987654321:function:elsewhere', 'Other'),
      route('OtherRoute', 'GET /other', { target: 'OtherIntegration', apiId: 'Other' }),
    ),
    options: { api: 'Api' },
    outcome: { ...hello(), notRun: ['Other'] },
  },
  {
    family,
    name: 'a named stage, chosen',
    files: yaml(small(), stage('Api', 'v1').replace('ApiStage', 'First')),
    options: { stage: 'v1' },
    outcome: {
      requests: [
        { request: 'GET /v1/hello', status: 200, body: 'GET /hello' },
        { request: 'GET /hello', status: 404 },
      ],
    },
  },
  {
    family,
    name: 'Lambda authorizer with simple responses',
    files: yaml(
      fn('Hello'),
      fn('Gatekeeper', { code: gatekeeper }),
      api(),
      integration('Integration', '!GetAtt Hello.Arn'),
      `
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      Name: gate
      AuthorizerType: REQUEST
      AuthorizerUri: !Sub "arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Gatekeeper.Arn}/invocations"
      AuthorizerPayloadFormatVersion: 2.0
      EnableSimpleResponses: true
      IdentitySource: [$request.header.Authorization]`,
      route('Route', 'GET /hello', { more: ['AuthorizationType: CUSTOM', 'AuthorizerId: !Ref Authorizer'] }),
    ),
    outcome: {
      requests: [
        { request: 'GET /hello', status: 401, body: '{"message":"Unauthorized"}' },
        { request: 'GET /hello', headers: { authorization: 'bad' }, status: 403 },
        { request: 'GET /hello', headers: { authorization: 'good' }, status: 200, body: 'GET /hello' },
      ],
    },
  },
  {
    family,
    name: 'AWS_IAM route',
    files: yaml(
      fn('Hello'),
      api(),
      integration('Integration', '!GetAtt Hello.Arn'),
      route('Route', 'GET /hello', { more: ['AuthorizationType: AWS_IAM'] }),
    ),
    outcome: { requests: [{ request: 'GET /hello', status: 403, body: '{"message":"Forbidden"}' }] },
  },
  {
    family,
    name: 'resources that serve no request',
    files: yaml(
      small(),
      `
  Queue: { Type: AWS::SQS::Queue }
  Feed:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Queue.Arn, FunctionName: !Ref Hello }
  Reports:
    Type: AWS::Lambda::Function
    Properties: { Handler: app.main, Runtime: python3.13, Role: !GetAtt HelloRole.Arn, Code: { ZipFile: "def main(): pass" } }
  ReportsPermission:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Reports, Principal: events.amazonaws.com }`,
    ),
    outcome: { ...hello(), notRun: ['Queue', 'Feed', 'Reports'] },
  },
  {
    family,
    name: 'a skipped route wins over a greedy one',
    files: yaml(
      small('ANY /{proxy+}'),
      `
  Service:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      IntegrationSubtype: SQS-SendMessage
      CredentialsArn: !GetAtt HelloRole.Arn
      PayloadFormatVersion: "1.0"
      RequestParameters: { QueueUrl: q, MessageBody: $request.body }`,
      route('Send', 'POST /send', { target: 'Service' }),
    ),
    options: { skipRoutes: ['POST /send'] },
    outcome: {
      requests: [
        { request: 'POST /send', status: 501, body: '{"message":"Not Implemented"}' },
        { request: 'GET /send', status: 200, body: 'ANY /{proxy+}' },
      ],
    },
  },
  {
    family,
    name: 'a nested stack with parameters and outputs',
    files: {
      'template.yaml': `
Resources:${small().replace('Code:', 'Environment: { Variables: { NAME: !GetAtt Child.Outputs.Shout } }\n      Code:')}
  Child:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./child.yaml, Parameters: { Word: !Ref Api } }`,
      'child.yaml': `
Parameters: { Word: { Type: String } }
Resources:${api('Inner')}${fn('Leaf')}${integration('Integration', '!GetAtt Leaf.Arn', 'Inner')}${route('Route', 'GET /leaf', { apiId: 'Inner' })}
Outputs: { Shout: { Value: !Select [0, !Split ["-", !Sub "nested-\${Word}"]] } }`,
    },
    outcome: {
      apis: 2,
      requests: [
        ...hello('GET /hello nested').requests,
        { request: 'GET /leaf', api: 1, status: 200, body: 'GET /leaf' },
      ],
    },
  },
];
