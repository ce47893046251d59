import { api, echo, fn, samAuthorizer, samFn, samGatekeeper, samTemplate } from '../support/snippets.ts';
import type { TemplateCase } from '../support/template-case.ts';

const family = 'SAM templates';
const sam = (...parts: readonly string[]) => ({ 'template.yaml': `${samTemplate}\nResources:\n${parts.join('\n')}\n` });
const get = (path: string, name = 'Get') => `${name}: { Type: HttpApi, Properties: { Path: "${path}", Method: get } }`;
const ok = (path: string, body = `GET ${path}`) => ({ request: `GET ${path}`, status: 200, body });

const declared = (auth: string, more = ''): string => `
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Auth: ${auth}
${more}`;
const onApi = (path: string, auth = '') =>
  `{ Type: HttpApi, Properties: { ApiId: !Ref Api, Path: ${path}, Method: GET${auth === '' ? '' : `, Auth: ${auth}`} } }`;

const elsewhere = declared(
  '{ DefaultAuthorizer: Login, Authorizers: { Login: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: "https://login.example.com/", audience: [app] } } } }',
);

export const samCases: readonly TemplateCase[] = [
  {
    family,
    name: 'implicit API',
    files: sam(samFn('Hello', [get('/hello')])),
    outcome: { requests: [ok('/hello'), { request: 'POST /hello', status: 404 }] },
  },
  {
    family,
    name: 'event without path is the $default route',
    files: sam(samFn('Hello', ['All: { Type: HttpApi }'])),
    outcome: { requests: [{ request: 'PUT /any/where', status: 200, body: '$default' }] },
  },
  {
    family,
    name: 'any method, greedy path, two functions',
    files: sam(
      samFn('Rest', ['All: { Type: HttpApi, Properties: { Path: "/{proxy+}", Method: ANY } }']),
      samFn('Item', [get('/items/{id}')]),
    ),
    outcome: {
      requests: [
        { request: 'GET /items/1', status: 200, body: 'GET /items/{id}' },
        { request: 'DELETE /items/1', status: 200, body: 'ANY /{proxy+}' },
      ],
    },
  },
  {
    family,
    name: 'Globals for functions and APIs',
    files: {
      'template.yaml': `${samTemplate}
Globals:
  Function: { Runtime: nodejs22.x, Handler: index.handler, Timeout: 5, Environment: { Variables: { NAME: global } } }
  HttpApi: { CorsConfiguration: { AllowOrigins: ["https://app.example"], AllowMethods: [GET] } }
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "${echo}"
      Events: { Get: { Type: HttpApi, Properties: { Path: /hello, Method: get } } }
${samFn('Named', [get('/named')], ['Environment: { Variables: { NAME: own } }'])}`,
    },
    outcome: {
      requests: [
        {
          ...ok('/hello', 'GET /hello global'),
          headers: { origin: 'https://app.example' },
          answerHeaders: { 'access-control-allow-origin': 'https://app.example' },
        },
        ok('/named', 'GET /named own'),
      ],
    },
  },
  {
    family,
    name: 'CodeUri of a directory, start by directory',
    start: '.',
    files: {
      'template.yaml': `${samTemplate}
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: hello/
      Handler: app.lambdaHandler
      Runtime: nodejs22.x
      Policies: [AWSLambdaBasicExecutionRole, { DynamoDBReadPolicy: { TableName: t } }]
      Events:
        Get: { Type: HttpApi, Properties: { Path: /hello, Method: get } }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day) } }`,
      'hello/app.mjs': echo.replace('exports.handler =', 'export const lambdaHandler ='),
    },
    outcome: { requests: [ok('/hello')], notRun: ['Hello.Events.Nightly'] },
  },
  {
    family,
    name: 'declared API with a default Lambda authorizer',
    files: sam(
      samGatekeeper(),
      declared(`{ DefaultAuthorizer: Gate, Authorizers: { Gate: ${samAuthorizer} } }`),
      samFn('Hello', [`Get: ${onApi('/hello')}`, `Open: ${onApi('/open', '{ Authorizer: NONE }')}`]),
    ),
    outcome: {
      requests: [
        { request: 'GET /hello', status: 401 },
        { request: 'GET /hello', headers: { authorization: 'bad' }, status: 403 },
        { ...ok('/hello'), headers: { authorization: 'good' } },
        ok('/open'),
      ],
    },
  },
  {
    family,
    name: 'authorizer without permission to invoke it',
    files: sam(
      samGatekeeper(),
      declared(
        `{ DefaultAuthorizer: Gate, Authorizers: { Gate: ${samAuthorizer.replace(', EnableFunctionDefaultPermissions: true', '')} } }`,
      ),
      samFn('Hello', [`Get: ${onApi('/hello')}`]),
    ),
    outcome: { requests: [{ request: 'GET /hello', headers: { authorization: 'good' }, status: 500 }] },
  },
  {
    family,
    name: 'authorizer of one event',
    files: sam(
      samGatekeeper(),
      declared(`{ Authorizers: { Gate: ${samAuthorizer} } }`),
      samFn('Hello', [`Get: ${onApi('/hello', '{ Authorizer: Gate }')}`, `Open: ${onApi('/open')}`]),
    ),
    outcome: { requests: [{ request: 'GET /hello', status: 401 }, ok('/open')] },
  },
  {
    family,
    name: 'IAM authorizer',
    files: sam(
      declared('{ EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM }'),
      samFn('Hello', [`Get: ${onApi('/hello')}`]),
    ),
    outcome: { requests: [{ request: 'GET /hello', status: 403 }] },
  },
  {
    family,
    name: 'JWT authorizer with a user pool of the template',
    files: sam(
      `
  Pool: { Type: AWS::Cognito::UserPool, Properties: { UserPoolName: users } }`,
      declared(
        '{ DefaultAuthorizer: Pool, Authorizers: { Pool: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: !GetAtt Pool.ProviderURL, audience: [app] }, AuthorizationScopes: [api/read] } } }',
      ),
      samFn('Hello', [`Get: ${onApi('/hello')}`]),
    ),
    outcome: {
      requests: [
        { request: 'GET /hello', status: 401 },
        { request: 'GET /hello', headers: { authorization: 'Bearer x.y.z' }, status: 401 },
      ],
    },
  },
  {
    family,
    name: 'JWT authorizer of an issuer elsewhere, its keys given',
    files: sam(elsewhere, samFn('Hello', [`Get: ${onApi('/hello')}`])),
    options: { issuerKeys: { 'https://login.example.com/': { keys: [] } } },
    outcome: {
      requests: [
        { request: 'GET /hello', status: 401 },
        { request: 'GET /hello', headers: { authorization: 'Bearer x.y.z' }, status: 401 },
      ],
    },
  },
  {
    family,
    name: 'JWT authorizer of an issuer elsewhere',
    files: sam(elsewhere, samFn('Hello', [`Get: ${onApi('/hello')}`])),
    outcome: {
      requests: [
        { request: 'GET /hello', status: 401 },
        { request: 'GET /hello', headers: { authorization: 'Bearer x.y.z' }, status: 401 },
      ],
    },
  },
  {
    family,
    name: 'JWT authorizer of an issuer without TLS elsewhere',
    files: sam(elsewhere.replace('https://login', 'http://login'), samFn('Hello', [`Get: ${onApi('/hello')}`])),
    outcome: {
      logicalId: 'Api',
      path: 'JwtConfiguration.Issuer',
      rule: 'issuer-unreachable',
      words: 'cannot be had offline',
    },
  },
  {
    family,
    name: 'named stage, stage variables, route settings',
    files: sam(
      declared(
        '{}',
        '      StageName: prod\n      RouteSettings: { "GET /hello": { ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 } }',
      ),
      samFn('Hello', [`Get: ${onApi('/hello')}`, `Other: ${onApi('/other')}`]),
    ),
    outcome: {
      requests: [
        { request: 'GET /prod/hello', status: 429 },
        { request: 'GET /prod/other', status: 200, body: 'GET /other' },
      ],
    },
  },
  {
    family,
    name: 'condition leaves a function and its routes out',
    files: {
      'template.yaml': `${samTemplate}
Parameters: { Stage: { Type: String, Default: dev } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:${samFn('Hello', [get('/hello')])}
${samFn('Audit', [get('/audit')]).replace('Properties:', 'Condition: IsProd\n    Properties:')}`,
    },
    outcome: { requests: [ok('/hello'), { request: 'GET /audit', status: 404 }] },
  },
  {
    family,
    name: 'the same condition, with the parameter given',
    files: {
      'template.yaml': `${samTemplate}
Parameters: { Stage: { Type: String, Default: dev } }
Conditions: { IsProd: !Equals [!Ref Stage, prod] }
Resources:${samFn('Audit', [get('/audit')]).replace('Properties:', 'Condition: IsProd\n    Properties:')}`,
    },
    options: { parameters: { Stage: 'prod' } },
    outcome: { requests: [ok('/audit')] },
  },
  {
    family,
    name: 'DefinitionBody with the API’s default authorizer',
    files: sam(
      samGatekeeper(),
      declared(
        `{ DefaultAuthorizer: Gate, Authorizers: { Gate: ${samAuthorizer} } }`,
        `      DefinitionBody:
        openapi: 3.0.1
        info: { title: defined }
        paths:
          /hello:
            get:
              x-amazon-apigateway-integration: { type: aws_proxy, uri: !GetAtt Hello.Arn, payloadFormatVersion: 2.0 }`,
      ),
      fn('Hello'),
    ),
    outcome: {
      requests: [
        { request: 'GET /hello', status: 401 },
        { ...ok('/hello'), headers: { authorization: 'good' } },
      ],
    },
  },
  {
    family,
    name: 'DefinitionUri of a local document, beside events',
    files: {
      ...sam(
        declared('{}', '      DefinitionUri: ./openapi.yaml'),
        fn('Hello'),
        samFn('More', [`Get: ${onApi('/more')}`]),
      ),
      'openapi.yaml': `
openapi: "3.0.3"
info: { title: filed, version: "1" }
paths:
  /hello:
    get:
      responses: { "200": { description: ok } }
      x-amazon-apigateway-integration: { type: AWS_PROXY, httpMethod: POST, uri: !GetAtt Hello.Arn, payloadFormatVersion: "2.0" }`,
    },
    outcome: { requests: [ok('/hello'), ok('/more')] },
  },
  {
    family,
    name: 'simple table, and an application in a nested template',
    files: {
      ...sam(
        samFn('Hello', [get('/hello')], ['Environment: { Variables: { NAME: !Ref Items } }']),
        `
  Items: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: items } }
  Child: { Type: AWS::Serverless::Application, Properties: { Location: child/template.yaml } }`,
      ),
      'child/template.yaml': `${samTemplate}\nResources:${samFn('Leaf', [get('/leaf')])}`,
    },
    outcome: { apis: 2, requests: [ok('/hello', 'GET /hello items'), { ...ok('/leaf'), api: 1 }] },
  },
  {
    family,
    name: 'custom domain with a base path',
    files: sam(
      declared(
        '{}',
        '      Domain: { DomainName: api.example.com, CertificateArn: arn, BasePath: [v1], Route53: { HostedZoneId: Z1 } }',
      ),
      samFn('Hello', [`Get: ${onApi('/hello')}`]),
    ),
    outcome: { requests: [ok('/hello')] },
  },
  {
    family,
    name: 'references to what the transform makes',
    files: sam(
      samFn('Hello', [get('/hello')], ['Environment: { Variables: { NAME: !GetAtt OtherRole.Arn } }']),
      samFn('Other', [get('/other')]),
    ),
    outcome: { requests: [ok('/other')] },
  },
  {
    family,
    name: 'REST API event',
    files: sam(samFn('Hello', ['Get: { Type: Api, Properties: { Path: /hello, Method: get } }'])),
    outcome: { logicalId: 'Hello', path: 'Properties.Events.Get.Type', rule: 'event-of-rest-api', words: 'REST API' },
  },
  {
    family,
    name: 'unknown authorizer of an event',
    files: sam(declared('{}'), samFn('Hello', [`Get: ${onApi('/hello', '{ Authorizer: Nope }')}`])),
    outcome: {
      logicalId: 'Hello',
      path: 'Properties.Events.Get.Properties.Auth.Authorizer',
      rule: 'event-authorizer',
      words: 'no authorizer "Nope"',
    },
  },
  {
    family,
    name: 'default authorizer that the API does not have',
    files: sam(declared('{ DefaultAuthorizer: Nope }'), samFn('Hello', [`Get: ${onApi('/hello')}`])),
    outcome: {
      logicalId: 'Api',
      path: 'Properties.Auth.DefaultAuthorizer',
      rule: 'default-authorizer',
      words: 'no authorizer of the API',
    },
  },
  {
    family,
    name: 'TypeScript source that is not built',
    files: {
      ...sam(samFn('Hello', [get('/hello')]).replace(/InlineCode: .*/, 'CodeUri: src/')),
      'src/index.ts': 'export const handler = async () => ({});',
    },
    outcome: { logicalId: 'Hello', path: 'Properties.Handler', rule: 'code-without-handler', words: 'holds no .js' },
  },
  {
    family,
    name: 'REST API and nothing else',
    files: sam('  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }'),
    outcome: { logicalId: 'Rest', path: 'Type', rule: 'resource-type', words: 'REST APIs' },
  },
  {
    family,
    name: 'path that depends on a resource',
    files: sam(samFn('Hello', ['Get: { Type: HttpApi, Properties: { Path: !Ref Hello, Method: get } }'])),
    outcome: {
      logicalId: 'Hello',
      path: 'Properties.Events.Get.Properties.Path',
      rule: 'value-before-resources',
      words: 'decides which resources',
    },
  },
  {
    family,
    name: 'two events of one route',
    files: sam(samFn('Hello', [get('/hello'), get('/hello', 'Again')])),
    outcome: {
      logicalId: 'Hello',
      path: 'Properties.Events.Again (as Route).RouteKey',
      rule: 'route-key-taken',
      words: 'already exists',
    },
  },
  {
    family,
    name: 'logical ID that the transform needs',
    files: sam(samFn('Hello', [get('/hello')]), '  HelloRole: { Type: AWS::SNS::Topic }'),
    outcome: {
      logicalId: 'Hello',
      path: 'Properties (as Role)',
      rule: 'logical-id-taken',
      words: 'HelloRole (AWS::IAM::Role), but that logical ID is taken',
    },
  },
  {
    family,
    name: 'SAM types without the transform',
    files: { 'template.yaml': `Resources:\n${samFn('Hello', [get('/hello')])}${api()}` },
    outcome: {
      logicalId: 'Hello',
      path: 'Type',
      rule: 'resource-type',
      words: 'AWS::Serverless::Function is not supported',
    },
  },
];
