import {
  api,
  echo,
  fn,
  integration,
  permission,
  route,
  samFn,
  samTemplate,
  small,
  stage,
} from '../support/snippets.ts';
import type { TemplateCase } from '../support/template-case.ts';
import { zipOf } from '../support/zip.ts';

const family = 'What strangers’ templates hold';
const yaml = (...parts: readonly string[]) => ({ 'template.yaml': `Resources:\n${parts.join('\n')}\n` });
const sam = (...parts: readonly string[]) => ({ 'template.yaml': `${samTemplate}\nResources:\n${parts.join('\n')}\n` });
const get = (path: string) => `Get: { Type: HttpApi, Properties: { Path: "${path}", Method: get } }`;
const hello = { request: 'GET /hello', status: 200, body: 'GET /hello' };

const openApi = (paths: string, more = ''): string => `
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Body:
        openapi: 3.0.1
        info: { title: t, version: "1" }
        paths: ${paths}
${more}${stage('Api')}`;

const operation = (more = '', version = '"2.0"'): string =>
  `{ ${more}x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, payloadFormatVersion: ${version}, uri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Hello.Arn}/invocations" } }`;

const alias = `
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Hello, FunctionVersion: !GetAtt V.Version, Name: live } }
  V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref Hello } }`;

const shown = (name: string) => `exports.handler = async () => process.env.${name} ?? 'none'`;

const pool = `
  Pool: { Type: AWS::Cognito::UserPool, Properties: { MfaConfiguration: 'ON', AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } }
  Web:
    Type: AWS::Cognito::UserPoolClient
    Properties:
      UserPoolId: !Ref Pool
      ExplicitAuthFlows: [ALLOW_USER_SRP_AUTH, ALLOW_REFRESH_TOKEN_AUTH]
      AllowedOAuthFlowsUserPoolClient: true
      AllowedOAuthFlows: [implicit, code]
      AllowedOAuthScopes: [profile, phone, email, openid, aws.cognito.signin.user.admin]
      CallbackURLs: [https://example.com]
      SupportedIdentityProviders: [COGNITO]`;

const jwtRoute = `
  Jwt:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      Name: jwt
      AuthorizerType: JWT
      IdentitySource: [$request.header.Authorization]
      JwtConfiguration: { Audience: [!Ref Web], Issuer: !GetAtt Pool.ProviderURL }`;

const webSocket = `
  Socket: { Type: AWS::ApiGatewayV2::Api, Properties: { Name: ws, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action } }
  SocketRoute: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Socket, RouteKey: $connect, Target: !Sub "integrations/\${SocketIntegration}" } }
  SocketIntegration: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Socket, IntegrationType: AWS_PROXY, IntegrationUri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Hello.Arn}/invocations" } }
  SocketStage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Socket, StageName: prod, AutoDeploy: true } }`;

/** A template that refers to `Q` (a queue) and to other things that are not run. */
const notRun = `
  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs } }
  Bus: { Type: AWS::Events::EventBus, Properties: { Name: b } }
  Cdn: { Type: AWS::CloudFront::Distribution }
  Machine: { Type: AWS::StepFunctions::StateMachine }
  Secret: { Type: AWS::SecretsManager::Secret }
  Thing: { Type: Custom::Thing }`;

const invokingRole = (service: string, action: string): string => `
  Invoker:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Principal: { Service: ${service} }, Action: sts:AssumeRole }] }
      Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: "${action}", Resource: !GetAtt Hello.Arn }] } }]`;

const inRole = (service: string, action = 'lambda:InvokeFunction'): string =>
  [
    fn('Hello').replace(permission('Hello'), ''),
    api(),
    `${integration('Integration', '!GetAtt Hello.Arn')}\n      CredentialsArn: !GetAtt Invoker.Arn`,
    route('Route', 'GET /hello'),
    invokingRole(service, action),
  ].join('\n');

const serverless = {
  Resources: {
    ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket' },
    Hello: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        Runtime: 'nodejs20.x',
        Role: 'arn:aws:iam::123456789012:role/x',
        Code: { S3Bucket: { Ref: 'ServerlessDeploymentBucket' }, S3Key: 'serverless/shop/dev/1-2026/shop.zip' },
      },
    },
    May: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': ['Hello', 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
      },
    },
    HttpApi: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { Name: 'dev-shop', ProtocolType: 'HTTP', Target: { 'Fn::GetAtt': ['Hello', 'Arn'] } },
    },
  },
};
const packed = zipOf([{ name: 'index.js', content: echo }]);

export const strangerCases: readonly TemplateCase[] = [
  ...['nodejs20.x', 'nodejs16.x', 'nodejs12.x', 'nodejs6.10'].map(
    (runtime): TemplateCase => ({
      family,
      name: `a function declared for ${runtime}`,
      files: yaml(small().replace('nodejs22.x', runtime)),
      outcome: { requests: [hello], deviations: [`Declared for ${runtime}`] },
    }),
  ),
  {
    family,
    name: 'a pool whose people sign in, with the scopes that every pool has',
    files: yaml(
      fn('Hello'),
      api(),
      integration('Integration', '!GetAtt Hello.Arn'),
      pool,
      jwtRoute,
      route('Route', 'GET /hello', { more: ['AuthorizationType: JWT', 'AuthorizerId: !Ref Jwt'] }),
    ),
    outcome: { requests: [{ request: 'GET /hello', status: 401 }], deviations: ['People cannot sign in here'] },
  },
  {
    family,
    name: 'identifiers of what is not run, in the environment of a handler',
    files: yaml(
      small().replace(
        'Role: !GetAtt HelloRole.Arn',
        'Role: !GetAtt HelloRole.Arn\n      Environment: { Variables: { NAME: !Join [" ", [!Ref Q, !GetAtt Q.Arn, !GetAtt Bus.Arn]] , OTHER: !Join [" ", [!GetAtt Cdn.DomainName, !Ref Machine, !Ref Secret, !GetAtt Thing.Token]] } }',
      ),
      notRun,
    ),
    outcome: {
      requests: [
        {
          ...hello,
          body: 'GET /hello https://sqs.us-east-1.amazonaws.com/123456789012/jobs arn:aws:sqs:us-east-1:123456789012:jobs arn:aws:events:us-east-1:123456789012:event-bus/b',
        },
      ],
      notRun: ['Q', 'Bus', 'Cdn', 'Machine', 'Secret', 'Thing'],
      deviations: ['Its value is made up'],
    },
  },
  {
    family,
    name: 'an origin of CORS that is not run, given',
    files: yaml(
      small().replace(
        'ProtocolType: HTTP',
        'ProtocolType: HTTP\n      CorsConfiguration: { AllowOrigins: [!Join ["", ["https://", !GetAtt Cdn.DomainName]]], AllowMethods: [GET] }',
      ),
      '  Cdn: { Type: AWS::CloudFront::Distribution }',
    ),
    options: { parameters: { 'Cdn.DomainName': 'app.example' } },
    outcome: {
      requests: [
        {
          ...hello,
          headers: { origin: 'https://app.example' },
          answerHeaders: { 'access-control-allow-origin': 'https://app.example' },
        },
      ],
    },
  },
  ...[
    { at: 'beside the template', file: 'shop.zip' },
    { at: 'below .serverless', file: '.serverless/out/shop.zip' },
  ].map(
    ({ at, file }): TemplateCase => ({
      family,
      name: `code in S3, packaged ${at}`,
      start: 'template.json',
      files: { 'template.json': serverless, [file]: packed },
      outcome: { requests: [{ request: 'GET /x', status: 200, body: '$default' }] },
    }),
  ),
  {
    family,
    name: 'code in S3 of which there are two packages',
    start: 'template.json',
    files: { 'template.json': serverless, 'shop.zip': packed, '.serverless/shop.zip': packed },
    outcome: { logicalId: 'Hello', path: 'Code.S3Key', rule: 'code-asset', words: 'several files have its name' },
  },
  {
    family,
    name: 'code in S3, given',
    files: {
      ...yaml(small().replace(/Code: .*/, 'Code: { S3Bucket: b, S3Key: 0123456789abcdef }')),
      'code/index.js': echo,
    },
    given: { code: { Hello: 'code' } },
    outcome: { requests: [hello] },
  },
  {
    family,
    name: 'a permission for a rule of EventBridge',
    files: yaml(
      small(),
      `
  Nightly: { Type: AWS::Events::Rule, Properties: { ScheduleExpression: rate(1 day) } }
  NightlyMay: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Hello, Principal: events.amazonaws.com, SourceArn: !GetAtt Nightly.Arn } }`,
    ),
    outcome: { requests: [hello], notRun: ['Nightly'] },
  },
  {
    family,
    name: 'a permission with a condition that is not evaluated',
    files: yaml(
      small().replace(
        'Principal: apigateway.amazonaws.com',
        'Principal: apigateway.amazonaws.com, SourceAccount: "123456789012"',
      ),
    ),
    outcome: { requests: [{ request: 'GET /hello', status: 500 }], deviations: ['the permission grants nothing'] },
  },
  {
    family,
    name: 'a parameter of SSM that the template makes',
    files: {
      'template.yaml': `Parameters: { Word: { Type: "AWS::SSM::Parameter::Value<String>", Default: /app/word } }\nResources:${small().replace('Role: !GetAtt HelloRole.Arn', 'Role: !GetAtt HelloRole.Arn\n      Environment: { Variables: { NAME: !Join [" ", [!Ref Word, "{{resolve:ssm:/app/word}}"]] } }')}\n  P: { Type: AWS::SSM::Parameter, Properties: { Type: String, Name: /app/word, Value: stored } }\n`,
    },
    outcome: { requests: [{ ...hello, body: 'GET /hello stored stored' }] },
  },
  {
    family,
    name: 'a parameter of SSM that is given',
    files: yaml(
      small().replace(
        'Role: !GetAtt HelloRole.Arn',
        'Role: !GetAtt HelloRole.Arn\n      Environment: { Variables: { NAME: "{{resolve:ssm:/app/word}}" } }',
      ),
    ),
    options: { parameters: { '/app/word': 'given' } },
    outcome: { requests: [{ ...hello, body: 'GET /hello given' }] },
  },
  {
    family,
    name: 'SAM: no CodeUri, and the path $default',
    files: {
      ...sam(
        '  Hello: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs22.x, Handler: src/app.handler, Events: { All: { Type: HttpApi, Properties: { Path: $default, Method: ANY } } } } }',
      ),
      'src/app.js': echo,
    },
    outcome: { requests: [{ request: 'PUT /any', status: 200, body: '$default' }] },
  },
  {
    family,
    name: 'SAM: an operation that an event fills',
    files: sam(
      `
  Api:
    Type: AWS::Serverless::HttpApi
    Properties: { DefinitionBody: { openapi: 3.0.1, info: { title: t, version: "1" }, paths: { /hello: { get: { responses: {} } } } } }`,
      samFn('Hello', ['Get: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /hello, Method: get } }']),
    ),
    outcome: { requests: [hello] },
  },
  {
    family,
    name: 'SAM: an operation that an event fills, whose security stays',
    files: sam(
      `
  Api:
    Type: AWS::Serverless::HttpApi
    Properties: { DefinitionBody: { openapi: 3.0.1, info: { title: t, version: "1" }, components: { securitySchemes: { sign: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 } } }, paths: { /hello: { get: { security: [{ sign: [] }] } } } } }`,
      samFn('Hello', ['Get: { Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /hello, Method: get } }']),
    ),
    outcome: { requests: [{ request: 'GET /hello', status: 403 }] },
  },
  {
    family,
    name: 'SAM: an alias of the published version, a function URL and provisioned concurrency',
    files: sam(
      samFn(
        'Hello',
        [get('/hello')],
        [
          'AutoPublishAlias: live',
          'ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 }',
          'FunctionUrlConfig: { AuthType: NONE }',
        ],
      ),
    ),
    outcome: { requests: [hello], notRun: ['HelloUrl'], deviations: ['none are kept warm'] },
  },
  {
    family,
    name: 'OpenAPI: the default route by its mark, and a version that is a number',
    files: yaml(
      fn('Hello'),
      openApi(`{ $default: { x-amazon-apigateway-any-method: ${operation('isDefaultRoute: true, ', '2')} } }`),
    ),
    outcome: { requests: [{ request: 'GET /any', status: 200, body: '$default' }] },
  },
  {
    family,
    name: 'OpenAPI: security NONE',
    files: yaml(fn('Hello'), openApi(`{ /hello: { get: ${operation('security: [{ NONE: [] }], ')} } }`)),
    outcome: { requests: [hello] },
  },
  ...[
    { name: 'another name', security: '[{ none: [] }]' },
    { name: 'NONE beside another', security: '[{ NONE: [] }, { x: [] }]' },
    { name: 'NONE together with another', security: '[{ NONE: [], x: [] }]' },
    { name: 'NONE with scopes', security: '[{ NONE: [a] }]' },
  ].map(
    ({ name, security }): TemplateCase => ({
      family,
      name: `OpenAPI: ${name} is no open route`,
      files: yaml(fn('Hello'), openApi(`{ /hello: { get: ${operation(`security: ${security}, `)} } }`)),
      outcome: {
        logicalId: 'Api',
        path: '.security',
        rule:
          name.includes('other') && name !== 'another name'
            ? 'one-security-scheme'
            : 'security-scheme-without-authorizer',
        words: '',
      },
    }),
  ),
  {
    family,
    name: 'OpenAPI: NONE that is a scheme is no open route',
    files: yaml(
      fn('Hello'),
      openApi(
        `{ /hello: { get: ${operation('security: [{ NONE: [] }], ')} } }`,
        '        components: { securitySchemes: { NONE: { type: http, scheme: bearer } } }\n',
      ),
    ),
    outcome: { logicalId: 'Api', path: '.security', rule: 'security-scheme-without-authorizer', words: 'NONE' },
  },
  {
    family,
    name: 'a provisioned table with a stream and a local index',
    files: yaml(
      small(),
      `
  Items:
    Type: AWS::DynamoDB::Table
    Properties:
      KeySchema: [{ AttributeName: pk, KeyType: HASH }, { AttributeName: sk, KeyType: RANGE }]
      AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }, { AttributeName: sk, AttributeType: S }, { AttributeName: at, AttributeType: N }]
      LocalSecondaryIndexes: [{ IndexName: byTime, KeySchema: [{ AttributeName: pk, KeyType: HASH }, { AttributeName: at, KeyType: RANGE }], Projection: { ProjectionType: ALL } }]
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }
      StreamSpecification: { StreamViewType: NEW_IMAGE }
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }`,
    ),
    outcome: { requests: [hello], deviations: ['not throttled', 'No stream'] },
  },
  {
    family,
    name: 'an alias behind a route, granted',
    files: yaml(
      fn('Hello').replace('FunctionName: !Ref Hello', 'FunctionName: !Ref Live'),
      alias,
      api(),
      integration('Integration', '!Ref Live'),
      route('Route', 'GET /hello'),
    ),
    outcome: { requests: [hello] },
  },
  {
    family,
    name: 'an alias behind a route, a grant on its function alone',
    files: yaml(fn('Hello'), alias, api(), integration('Integration', '!Ref Live'), route('Route', 'GET /hello')),
    outcome: { requests: [{ request: 'GET /hello', status: 500 }] },
  },
  {
    family,
    name: 'a version behind a route',
    files: yaml(
      fn('Hello', { code: shown('AWS_LAMBDA_FUNCTION_VERSION') }).replace(
        'FunctionName: !Ref Hello',
        'FunctionName: !Ref V',
      ),
      alias,
      api(),
      integration('Integration', '!Ref V'),
      route('Route', 'GET /hello'),
    ),
    outcome: { requests: [{ request: 'GET /hello', status: 200, body: '1' }] },
  },
  {
    family,
    name: 'a layer of another account, given',
    files: {
      ...yaml(
        small()
          .replace(
            'Role: !GetAtt HelloRole.Arn',
            'Role: !GetAtt HelloRole.Arn\n      Layers: ["arn:aws:lambda:us-east-1:580247275435:layer:Words:1"]',
          )
          .replace(echo, "exports.handler = async () => require('word')"),
      ),
      'words/nodejs/node_modules/word/index.js': "module.exports = 'hi'",
    },
    given: { layers: { 'arn:aws:lambda:us-east-1:580247275435:layer:Words:1': 'words' } },
    outcome: { requests: [{ request: 'GET /hello', status: 200, body: 'hi' }] },
  },
  {
    family,
    name: 'a stage that serves a deployment',
    files: yaml(
      small().replace('AutoDeploy: true', 'DeploymentId: !Ref Deployment'),
      '  Deployment: { Type: AWS::ApiGatewayV2::Deployment, Properties: { ApiId: !Ref Api } }',
    ),
    outcome: { requests: [hello], deviations: ['not those of an earlier deployment'] },
  },
  {
    family,
    name: 'a stage without AutoDeploy and without a deployment',
    files: yaml(small().replace(', AutoDeploy: true', '')),
    outcome: { logicalId: 'ApiStage', path: 'AutoDeploy', rule: 'stage-without-auto-deploy', words: 'serves nothing' },
  },
  {
    family,
    name: 'REST APIs, WebSocket APIs, VPC links and function URLs beside the HTTP API',
    files: yaml(
      small(),
      webSocket,
      `
  Rest: { Type: AWS::ApiGateway::RestApi, Properties: { Name: rest } }
  Method: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Rest } }
  Url: { Type: AWS::Lambda::Url, Properties: { AuthType: NONE, TargetFunctionArn: !GetAtt Hello.Arn } }
  Link: { Type: AWS::ApiGatewayV2::VpcLink, Properties: { Name: l, SubnetIds: [] } }`,
    ),
    outcome: { requests: [hello], notRun: ['Socket', 'Rest', 'Method', 'Url', 'Link'] },
  },
  {
    family,
    name: 'a WebSocket API alone is one fault',
    files: yaml(fn('Hello'), webSocket),
    faults: 1,
    outcome: { logicalId: 'Socket', path: 'ProtocolType', rule: 'property-value', words: 'WEBSOCKET' },
  },
  {
    family,
    name: 'a service integration behind a route is one fault',
    files: yaml(
      api(),
      `
  Integration: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationSubtype: SQS-SendMessage, CredentialsArn: !GetAtt R.Arn, PayloadFormatVersion: "1.0", RequestParameters: { QueueUrl: !Ref Q } } }
  R: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: sts:AssumeRole }] } } }
  Q: { Type: AWS::SQS::Queue }`,
      route('Route', 'POST /jobs'),
    ),
    faults: 1,
    outcome: {
      logicalId: 'Integration',
      path: 'IntegrationSubtype',
      rule: 'service-integration',
      words: 'AWS service integrations',
    },
  },
  {
    family,
    name: 'a VPC link behind a route is one fault',
    files: yaml(
      api(),
      `
  Link: { Type: AWS::ApiGatewayV2::VpcLink, Properties: { Name: l, SubnetIds: [] } }
  Integration: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationMethod: GET, ConnectionType: VPC_LINK, ConnectionId: !Ref Link, IntegrationUri: !Ref Listener, PayloadFormatVersion: "1.0" } }
  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener }`,
      route('Route', 'GET /x'),
    ),
    faults: 1,
    outcome: {
      logicalId: 'Integration',
      path: 'ConnectionId',
      rule: 'private-integration',
      words: 'Private integrations',
    },
  },
  {
    family,
    name: 'integrations, authorizers and functions that no route reaches',
    files: yaml(
      small(),
      `
  Unused: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationSubtype: SQS-SendMessage } }
  Other: { Type: AWS::Lambda::Function, Properties: { Runtime: nodejs22.x, Handler: index.handler, Role: !GetAtt HelloRole.Arn, Code: { S3Bucket: b, S3Key: gone }, FileSystemConfigs: [] } }
  Python: { Type: AWS::Lambda::Function, Properties: { Runtime: python3.13, Handler: a.b, Role: !GetAtt HelloRole.Arn, Code: { ZipFile: x } } }`,
    ),
    outcome: { requests: [hello], notRun: ['Other', 'Python'] },
  },
  {
    family,
    name: 'an integration in a role that may invoke the function',
    files: yaml(inRole('apigateway.amazonaws.com')),
    outcome: { requests: [hello] },
  },
  {
    family,
    name: 'an integration in a role that may not',
    files: yaml(inRole('apigateway.amazonaws.com', 'lambda:GetFunction')),
    outcome: { requests: [{ request: 'GET /hello', status: 500 }], deviations: ['Every call fails here'] },
  },
  {
    family,
    name: 'an integration in a role that API Gateway may not assume',
    files: yaml(inRole('lambda.amazonaws.com')),
    outcome: {
      requests: [{ request: 'GET /hello', status: 500 }],
      deviations: ['does not let apigateway.amazonaws.com'],
    },
  },
  {
    family,
    name: 'parameter mapping of a function’s integration',
    files: yaml(
      fn('Hello', {
        code: "exports.handler = async (e) => ({ statusCode: 200, body: [e.rawPath, e.headers['x-user'], e.rawQueryString].join(' ') })",
      }),
      api(),
      `${integration('Integration', '!GetAtt Hello.Arn')}
      RequestParameters: { "append:header.x-user": $context.routeKey, "overwrite:path": /mapped, "append:querystring.a": "1" }
      ResponseParameters: { "200": { ResponseParameters: [{ Destination: "overwrite:statuscode", Source: "201" }, { Destination: "append:header.x-made", Source: "yes" }] } }`,
      route('Route', 'GET /hello'),
    ),
    outcome: {
      requests: [
        { request: 'GET /hello', status: 201, body: '/mapped GET /hello a=1', answerHeaders: { 'x-made': 'yes' } },
      ],
    },
  },
  {
    family,
    name: 'a status code that is a text, and cookies beside a set-cookie header',
    files: yaml(
      small().replace(
        echo,
        "exports.handler = async () => ({ statusCode: '201', headers: { 'set-cookie': 'h=1' }, cookies: ['a=1', 'b=2'], body: '' })",
      ),
    ),
    outcome: { requests: [{ request: 'GET /hello', status: 201, answerHeaders: { 'set-cookie': 'a=1, b=2, h=1' } }] },
  },
  {
    family,
    name: 'an asset of the CDK’s version 1',
    start: 'template.json',
    files: {
      'template.json': {
        Parameters: { AssetKey: { Type: 'String' }, AssetBucket: { Type: 'String' } },
        Resources: {
          ...serverless.Resources,
          Hello: {
            ...serverless.Resources.Hello,
            Metadata: { 'aws:asset:path': 'asset.1', 'aws:asset:property': 'Code' },
            Properties: {
              ...serverless.Resources.Hello.Properties,
              Code: { S3Bucket: { Ref: 'AssetBucket' }, S3Key: { Ref: 'AssetKey' } },
            },
          },
        },
      },
      'asset.1/index.js': echo,
    },
    outcome: { requests: [{ request: 'GET /x', status: 200, body: '$default' }] },
  },
  {
    family,
    name: 'a repeated key in a resource that decides nothing',
    files: yaml(small(), '  Q: { Type: AWS::SQS::Queue, Properties: { QueueName: a, QueueName: b } }'),
    outcome: { requests: [hello], notRun: ['Q'] },
  },
  ...[
    { at: 'a route', files: yaml(small().replace('RouteKey:', 'RouteKey: GET /other\n      RouteKey:')) },
    { at: 'a role', files: yaml(small().replace('Effect: Allow', 'Effect: Deny, Effect: Allow')) },
    {
      at: 'a permission',
      files: yaml(small().replace('Principal: apigateway', 'Principal: x, Principal: apigateway')),
    },
    {
      at: 'Auth',
      files: sam(
        samFn('Hello', [
          'Get: { Type: HttpApi, Properties: { Path: /hello, Method: get, Auth: { Authorizer: NONE, Authorizer: AWS_IAM } } }',
        ]),
      ),
    },
  ].map(
    ({ at, files }): TemplateCase => ({
      family,
      name: `a repeated key in ${at}`,
      files,
      outcome: { path: 'template.yaml', rule: 'file-syntax', words: 'unique' },
    }),
  ),
  {
    family,
    name: 'AWS::LanguageExtensions: loops, lengths, JSON and defaults of maps',
    files: {
      'template.yaml': `Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters: { Names: { Type: CommaDelimitedList, Default: "a,b" } }
Mappings: { M: { a: { b: c } } }
Resources:
  'Fn::ForEach::Topics': [X, [One, Two], { 'Topic\${X}': { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub 't-\${X}' } } }]
  'Fn::ForEach::Functions':
    - X
    - !Ref Names
    - 'Fn\${X}':
        Type: AWS::Serverless::Function
        Properties:
          Runtime: nodejs22.x
          Handler: index.handler
          InlineCode: "${echo}"
          Environment: { Variables: { NAME: !Join [' ', [!Ref X, !Length [1, 2, 3], !ToJsonString { a: !Ref X }, !FindInMap [M, a, b], !FindInMap [M, nope, b, { DefaultValue: d }]]] } }
          Events: { Get: { Type: HttpApi, Properties: { Path: '/\${X}', Method: get } } }`,
    },
    outcome: {
      requests: [
        { request: 'GET /a', status: 200, body: 'GET /a a 3 {"a":"a"} c d' },
        { request: 'GET /b', status: 200, body: 'GET /b b 3 {"a":"b"} c d' },
      ],
      notRun: ['TopicOne', 'TopicTwo'],
    },
  },
  {
    family,
    name: 'AWS::LanguageExtensions: a loop over what is no list',
    files: {
      'template.yaml': `Transform: AWS::LanguageExtensions\nResources:\n  'Fn::ForEach::T': [X, !Ref AWS::Region, { 'T\${X}': { Type: AWS::SNS::Topic } }]\n${small()}`,
    },
    outcome: { path: 'Fn::ForEach::T', rule: 'for-each', words: 'A loop is' },
  },
  {
    family,
    name: 'an HTTP integration with another API of the assembly, which asks its own authorizer',
    files: yaml(
      small('GET /open'),
      route('SignedRoute', 'GET /signed', { more: ['AuthorizationType: AWS_IAM'] }),
      api('Front'),
      ...['open', 'signed'].flatMap((path) => [
        `
  ${path}Proxy: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Front, IntegrationType: HTTP_PROXY, IntegrationMethod: GET, IntegrationUri: !Sub "https://\${Api}.execute-api.\${AWS::Region}.amazonaws.com/${path}", PayloadFormatVersion: "1.0" } }`,
        route(`${path}Front`, `GET /front/${path}`, { target: `${path}Proxy`, apiId: 'Front' }),
      ]),
    ),
    outcome: {
      apis: 2,
      requests: [
        { request: 'GET /front/open', api: 1, status: 200, body: 'GET /open' },
        { request: 'GET /front/signed', api: 1, status: 403 },
      ],
    },
  },
  {
    family,
    name: 'an endpoint for services that are not run',
    files: yaml(
      fn('Hello', {
        code: "exports.handler = async () => [process.env.AWS_ENDPOINT_URL, process.env.AWS_ENDPOINT_URL_DYNAMODB !== process.env.AWS_ENDPOINT_URL].join(' ')",
      }),
      api(),
      integration('Integration', '!GetAtt Hello.Arn'),
      route('Route', 'GET /hello'),
    ),
    options: { awsEndpoint: 'http://127.0.0.1:4566' },
    outcome: { requests: [{ request: 'GET /hello', status: 200, body: 'http://127.0.0.1:4566 true' }] },
  },
  {
    family,
    name: 'SAM types without the transform, in words of SAM',
    files: { 'template.yaml': `Resources:\n${samFn('Hello', [get('/hello')])}` },
    outcome: { logicalId: 'Hello', path: 'Type', rule: 'resource-type', words: 'SAM without its transform' },
  },
];
