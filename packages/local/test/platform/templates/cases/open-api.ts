import { api, fn, gatekeeper, stage } from '../support/snippets.ts';
import type { TemplateCase } from '../support/template-case.ts';

const family = 'OpenAPI bodies';
const proxy = '{ type: aws_proxy, uri: !GetAtt Hello.Arn, payloadFormatVersion: "2.0" }';

/** A template whose API has a body: `lines` follow `openapi` and `info`. */
const withBody = (lines: readonly string[], more = '', apiLines: readonly string[] = []) => ({
  'template.yaml': `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
${apiLines.map((line) => `      ${line}`).join('\n')}
      Body:
        openapi: 3.0.1
        info: { title: documented, version: "1.0" }
${lines.map((line) => `        ${line}`).join('\n')}
${stage('Api')}
${fn('Hello')}
${more}
`,
});

const operation = (path: string, method: string, more = ''): readonly string[] => [
  `  ${path}:`,
  `    ${method}: { x-amazon-apigateway-integration: ${proxy}${more} }`,
];
const fault = (path: string, rule: string, words: string) => ({
  logicalId: 'Api',
  path: `Properties.Body${path}`,
  rule,
  words,
});

const gate = `    Gate:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authorizer:
        type: request
        identitySource: $request.header.Authorization
        authorizerUri: !Sub "arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Gatekeeper.Arn}/invocations"
        authorizerPayloadFormatVersion: "2.0"
        enableSimpleResponses: true`;
const schemes = ['components:', '  securitySchemes:', ...gate.split('\n')];

export const openApiCases: readonly TemplateCase[] = [
  {
    family,
    name: 'methods of a path, documentation ignored',
    files: withBody([
      'tags: [{ name: greetings }]',
      'x-internal: true',
      'paths:',
      '  /hello/{name}:',
      '    parameters: [{ name: name, in: path, required: true, schema: { type: string } }]',
      `    get: { summary: greets, responses: { "200": { description: ok } }, x-amazon-apigateway-integration: ${proxy} }`,
      `    put: { operationId: put, x-amazon-apigateway-integration: ${proxy} }`,
    ]),
    outcome: {
      requests: [
        { request: 'GET /hello/x', status: 200, body: 'GET /hello/{name}' },
        { request: 'PUT /hello/x', status: 200, body: 'PUT /hello/{name}' },
        { request: 'POST /hello/x', status: 404 },
      ],
    },
  },
  {
    family,
    name: 'any method and the default route',
    files: withBody([
      'paths:',
      ...operation('/any', 'x-amazon-apigateway-any-method'),
      ...operation('/$default', 'x-amazon-apigateway-any-method', ', isDefaultRoute: true'),
    ]),
    outcome: {
      requests: [
        { request: 'DELETE /any', status: 200, body: 'ANY /any' },
        { request: 'GET /other', status: 200, body: '$default' },
      ],
    },
  },
  {
    family,
    name: 'authorizer for one operation, CORS',
    files: withBody(
      [
        ...schemes,
        'x-amazon-apigateway-cors: { allowOrigins: ["https://app.example"], allowMethods: [GET] }',
        'paths:',
        ...operation('/closed', 'get', ', security: [{ Gate: [] }]'),
        ...operation('/open', 'get'),
      ],
      fn('Gatekeeper', { code: gatekeeper }),
    ),
    outcome: {
      requests: [
        { request: 'GET /closed', status: 401 },
        { request: 'GET /closed', headers: { authorization: 'good' }, status: 200, body: 'GET /closed' },
        {
          request: 'GET /open',
          headers: { origin: 'https://app.example' },
          status: 200,
          answerHeaders: { 'access-control-allow-origin': 'https://app.example' },
        },
      ],
    },
  },
  {
    family,
    name: 'security of the whole document, opened for one operation',
    files: withBody(
      [
        ...schemes,
        'security: [{ Gate: [] }]',
        'paths:',
        ...operation('/closed', 'get'),
        ...operation('/open', 'get', ', security: []'),
      ],
      fn('Gatekeeper', { code: gatekeeper }),
    ),
    outcome: {
      requests: [
        { request: 'GET /closed', status: 401 },
        { request: 'GET /open', status: 200 },
      ],
    },
  },
  {
    family,
    name: 'IAM operation, shared integration',
    files: withBody([
      'components:',
      `  x-amazon-apigateway-integrations: { hello: ${proxy} }`,
      'paths:',
      '  /iam:',
      '    get:',
      '      x-amazon-apigateway-auth: { type: AWS_IAM }',
      "      x-amazon-apigateway-integration: { $ref: '#/components/x-amazon-apigateway-integrations/hello' }",
      '  /free:',
      "    get: { x-amazon-apigateway-integration: { $ref: '#/components/x-amazon-apigateway-integrations/hello' } }",
    ]),
    outcome: {
      requests: [
        { request: 'GET /iam', status: 403 },
        { request: 'GET /free', status: 200, body: 'GET /free' },
      ],
    },
  },
  {
    family,
    name: 'routes declared beside the body',
    files: withBody(
      ['paths:', ...operation('/documented', 'get')],
      `
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Hello.Arn, PayloadFormatVersion: "2.0" }
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Api, RouteKey: GET /declared, Target: !Sub "integrations/\${Integration}" }`,
    ),
    outcome: {
      requests: [
        { request: 'GET /documented', status: 200 },
        { request: 'GET /declared', status: 200 },
      ],
    },
  },
  {
    family,
    name: 'scheme without an authorizer',
    files: withBody([
      'components: { securitySchemes: { Token: { type: http, scheme: bearer } } }',
      'paths:',
      ...operation('/hello', 'get', ', security: [{ Token: [] }]'),
    ]),
    outcome: fault(
      '.paths./hello.get.security',
      'security-scheme-without-authorizer',
      'has no x-amazon-apigateway-authorizer',
    ),
  },
  {
    family,
    name: 'alternatives of schemes',
    files: withBody(
      [...schemes, 'paths:', ...operation('/hello', 'get', ', security: [{ Gate: [] }, {}]')],
      fn('Gatekeeper', { code: gatekeeper }),
    ),
    outcome: fault('.paths./hello.get.security', 'one-security-scheme', 'one security scheme'),
  },
  {
    family,
    name: 'operation without an integration',
    files: withBody(['paths:', '  /hello: { get: { responses: {} } }']),
    outcome: fault(
      '.paths./hello.get.x-amazon-apigateway-integration',
      'operation-without-integration',
      'no integration',
    ),
  },
  {
    family,
    name: 'unknown API Gateway extension',
    files: withBody(['x-amazon-apigateway-policy: {}', 'paths:', ...operation('/hello', 'get')]),
    outcome: fault('.x-amazon-apigateway-policy', 'open-api-extension', 'not run by the local platform'),
  },
  {
    family,
    name: 'Swagger 2',
    files: {
      'template.yaml': `Resources:
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { Body: { swagger: "2.0", info: { title: old }, paths: {} } } }
${fn('Hello')}`,
    },
    outcome: fault('.swagger', 'swagger-document', 'OpenAPI 3.0, not Swagger'),
  },
  {
    family,
    name: 'document included by a macro',
    files: {
      'template.yaml': `Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Body: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://bucket/api.yaml } } } }`,
    },
    outcome: fault('', 'intrinsic-function', 'Fn::Transform "AWS::Include" is not supported'),
  },
  {
    family,
    name: 'document in S3',
    files: {
      'template.yaml': `Resources:
${api().replace('Name: Api', 'Name: Api\n      BodyS3Location: { Bucket: b, Key: k }')}`,
    },
    outcome: { logicalId: 'Api', path: 'Properties.BodyS3Location', rule: 'open-api-document', words: 'OpenAPI' },
  },
];
