import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CloudFormation template whose functions are inline code. */
export interface StackOptions {
  /** Code of `index.js`, by logical ID of a function. The one named `Authorizer` authorizes every route. */
  readonly functions: Readonly<Record<string, string>>;
  /** Route key to the logical ID of its function. */
  readonly routes: Readonly<Record<string, string>>;
  /** Seconds an authorizer result is cached. @default 0: never */
  readonly authorizerTtlSeconds?: number;
  /** Seconds, of every function. @default 3, as on AWS */
  readonly timeoutSeconds?: number;
}

/** Lets in `Bearer good`, by the simple response of payload format 2.0. */
export const authorizerCode =
  "exports.handler = async (event) => ({ isAuthorized: event.headers.authorization === 'Bearer good', context: { sub: 'someone' } });";

/** Answers with who was let in. */
export const handlerCode =
  'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ sub: event.requestContext.authorizer.lambda.sub }) });';

/** Writes the template into a directory, made when missing. @returns the template's path */
export function writeStack(directory: string, options: StackOptions): string {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'template.json');
  writeFileSync(file, JSON.stringify({ Resources: resourcesOf(options) }));
  return file;
}

const ref = (id: string) => ({ Ref: id });
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

function resourcesOf({ functions, routes, authorizerTtlSeconds = 0, timeoutSeconds = 3 }: StackOptions) {
  const authorized = Object.hasOwn(functions, 'Authorizer');
  return {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: ref('Api'), StageName: '$default', AutoDeploy: true },
    },
    ...(authorized && { RequestAuthorizer: requestAuthorizer(authorizerTtlSeconds) }),
    ...Object.assign({}, ...Object.entries(functions).map((entry) => functionOf(entry, timeoutSeconds))),
    ...Object.assign({}, ...[...new Set(Object.values(routes))].map(integrationOf)),
    ...Object.assign({}, ...Object.entries(routes).map((entry, index) => routeOf(entry, index, authorized))),
  };
}

const requestAuthorizer = (ttlSeconds: number) => ({
  Type: 'AWS::ApiGatewayV2::Authorizer',
  Properties: {
    ApiId: ref('Api'),
    Name: 'authorizer',
    AuthorizerType: 'REQUEST',
    AuthorizerPayloadFormatVersion: '2.0',
    EnableSimpleResponses: true,
    AuthorizerResultTtlInSeconds: ttlSeconds,
    IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
    AuthorizerUri: {
      'Fn::Join': [
        '',
        [
          'arn:aws:apigateway:',
          ref('AWS::Region'),
          ':lambda:path/2015-03-31/functions/',
          arnOf('Authorizer'),
          '/invocations',
        ],
      ],
    },
  },
});

const functionOf = ([id, code]: [string, string], timeoutSeconds: number) => ({
  [id]: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: code },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Timeout: timeoutSeconds,
      MemorySize: 128,
      Role: 'arn:aws:iam::123456789012:role/function',
    },
  },
  [`${id}Permission`]: {
    Type: 'AWS::Lambda::Permission',
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: arnOf(id), Principal: 'apigateway.amazonaws.com' },
  },
});

const integrationOf = (id: string) => ({
  [`${id}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: ref('Api'),
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arnOf(id),
      PayloadFormatVersion: '2.0',
    },
  },
});

const routeOf = ([routeKey, id]: [string, string], index: number, authorized: boolean) => ({
  [`Route${index}`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: ref('Api'),
      RouteKey: routeKey,
      Target: { 'Fn::Join': ['/', ['integrations', ref(`${id}Integration`)]] },
      ...(authorized && { AuthorizationType: 'CUSTOM', AuthorizerId: ref('RequestAuthorizer') }),
    },
  },
});
