/** Answers with its route key and, where it has one, the variable NAME. */
export const echo =
  "exports.handler = async (e) => ({ statusCode: 200, body: [e.routeKey, process.env.NAME].filter(Boolean).join(' ') });";

/** Lets `authorization: good` in. */
export const gatekeeper = "exports.handler = async (e) => ({ isAuthorized: e.headers.authorization === 'good' });";

/** YAML of a function with its role and an invoke permission. `more`: further properties, one line each. */
export const fn = (id: string, { code = echo, more = [] as readonly string[] } = {}): string => `
  ${id}:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: !GetAtt ${id}Role.Arn
      Code: { ZipFile: "${code}" }
${more.map((line) => `      ${line}`).join('\n')}
${role(`${id}Role`)}
${permission(id)}`;

export const role = (id: string): string => `
  ${id}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - { Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: sts:AssumeRole }`;

export const permission = (id: string): string => `
  ${id}Permission:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref ${id}, Principal: apigateway.amazonaws.com }`;

/** YAML of an API with a stage. `more`: further properties of the API. */
export const api = (id = 'Api', more: readonly string[] = []): string => `
  ${id}:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: ${id}
      ProtocolType: HTTP
${more.map((line) => `      ${line}`).join('\n')}
${stage(id)}`;

export const stage = (id: string, name = '$default'): string => `
  ${id}Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties: { ApiId: !Ref ${id}, StageName: ${name}, AutoDeploy: true }`;

export const integration = (id: string, target: string, apiId = 'Api'): string => `
  ${id}:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref ${apiId}
      IntegrationType: AWS_PROXY
      IntegrationUri: ${target}
      PayloadFormatVersion: "2.0"`;

export const route = (
  id: string,
  key: string,
  { target = 'Integration', apiId = 'Api', more = [] as readonly string[] } = {},
) => `
  ${id}:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref ${apiId}
      RouteKey: ${key}
      Target: !Sub integrations/\${${target}}
${more.map((line) => `      ${line}`).join('\n')}`;

/** An API with one function behind one route. */
export const small = (key = 'GET /hello'): string =>
  [fn('Hello'), api(), integration('Integration', '!GetAtt Hello.Arn'), route('Route', key)].join('\n');

export const samTemplate = `AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::Serverless-2016-10-31`;

/** A samTemplate function with inline code. `events`: YAML lines of `Events`. */
export const samFn = (id: string, events: readonly string[], more: readonly string[] = []): string => `
  ${id}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      InlineCode: "${echo}"
${more.map((line) => `      ${line}`).join('\n')}
      Events:
${events.map((line) => `        ${line}`).join('\n')}`;

/** A samTemplate function that lets `authorization: good` in. */
export const samGatekeeper = (id = 'Gatekeeper'): string => `
  ${id}:
    Type: AWS::Serverless::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, InlineCode: "${gatekeeper}" }`;

/** The samTemplate definition of a Lambda authorizer by {@link samGatekeeper}. */
export const samAuthorizer =
  '{ FunctionArn: !GetAtt Gatekeeper.Arn, Identity: { Headers: [Authorization] }, AuthorizerPayloadFormatVersion: 2.0, EnableSimpleResponses: true, EnableFunctionDefaultPermissions: true }';
