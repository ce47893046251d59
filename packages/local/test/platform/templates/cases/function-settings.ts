import { api, fn, integration, permission, role, route, samFn, samTemplate } from '../support/snippets.ts';
import type { TemplateCase } from '../support/template-case.ts';
import { zipOf } from '../support/zip.ts';

const family = 'Layers and settings of functions';
const getHello = 'GET /hello';
const around = [api(), integration('Integration', '!GetAtt Hello.Arn'), route('Route', getHello)];
const yaml = (...parts: readonly string[]) => `Resources:\n${[...around, ...parts].join('\n')}\n`;
const answers = (body: string) => ({ requests: [{ request: getHello, status: 200, body }] });

/** Answers with what two packages say. */
const words = "exports.handler = async () => [require('first'), require('second')].join(' ')";
const layer = (id: string, content: string): string => `
  ${id}: { Type: AWS::Lambda::LayerVersion, Properties: { Content: ${content}, CompatibleRuntimes: [nodejs22.x] } }`;
const says = (word: string): string => `module.exports = '${word}';`;
const layered = (layers: string): string => fn('Hello', { code: words, more: [`Layers: ${layers}`] });

const asset = (path: string, packaging: string) => ({
  source: { path, packaging },
  destinations: { d: { bucketName: 'assets', objectKey: path } },
});

const settings = (...more: readonly string[]): string => fn('Hello', { more });

export const functionSettingCases: readonly TemplateCase[] = [
  {
    family,
    name: 'layers beside the template: a directory and a zip, the later one stronger',
    files: {
      'template.yaml': yaml(layered('[!Ref Base, !Ref Over]'), layer('Base', './base'), layer('Over', './over.zip')),
      'base/nodejs/node_modules/first/index.js': says('base'),
      'base/nodejs/node_modules/second/index.js': says('base'),
      'over.zip': zipOf([{ name: 'nodejs/node_modules/second/index.js', content: says('over') }]),
    },
    outcome: answers('base over'),
  },
  {
    family,
    name: 'a layer of one Node version, before that of any',
    files: {
      'template.yaml': yaml(layered('[!Ref Base]'), layer('Base', './base')),
      'base/nodejs/node_modules/first/index.js': says('any'),
      'base/nodejs/node22/node_modules/first/index.js': says('22'),
      'base/nodejs/node_modules/second/index.js': says('any'),
      'base/nodejs/node20/node_modules/second/index.js': says('20'),
    },
    outcome: answers('22 any'),
  },
  {
    family,
    name: 'layers as assets of an assembly, in another stack’s export',
    start: 'cdk.out',
    files: {
      'cdk.out/manifest.json': {
        version: '48.0.0',
        artifacts: {
          Base: {
            type: 'aws:cloudformation:stack',
            environment: 'aws://unknown-account/unknown-region',
            properties: { templateFile: 'Base.template.json' },
            dependencies: ['Base.assets'],
          },
          'Base.assets': { type: 'cdk:asset-manifest', properties: { file: 'Base.assets.json' } },
          App: {
            type: 'aws:cloudformation:stack',
            environment: 'aws://unknown-account/unknown-region',
            properties: { templateFile: 'App.template.json' },
          },
        },
      },
      'cdk.out/Base.assets.json': { files: { layer: asset('asset.layer', 'zip') } },
      'cdk.out/asset.layer/nodejs/node_modules/first/index.js': says('asset'),
      'cdk.out/asset.layer/nodejs/node_modules/second/index.js': says('asset'),
      'cdk.out/Base.template.json': {
        Resources: {
          Layer: {
            Type: 'AWS::Lambda::LayerVersion',
            Properties: { Content: { S3Bucket: 'assets', S3Key: 'asset.layer' }, LayerName: 'words' },
          },
        },
        Outputs: { Out: { Value: { Ref: 'Layer' }, Export: { Name: 'layer' } } },
      },
      'cdk.out/App.template.json': {
        Resources: {
          Role: {
            Type: 'AWS::IAM::Role',
            Properties: {
              AssumeRolePolicyDocument: {
                Statement: {
                  Effect: 'Allow',
                  Action: 'sts:AssumeRole',
                  Principal: { Service: 'lambda.amazonaws.com' },
                },
              },
            },
          },
          Hello: {
            Type: 'AWS::Lambda::Function',
            Properties: {
              Handler: 'index.handler',
              Runtime: 'nodejs22.x',
              Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
              Code: { ZipFile: words },
              Layers: [{ 'Fn::ImportValue': 'layer' }],
            },
          },
          Allow: {
            Type: 'AWS::Lambda::Permission',
            Properties: {
              Action: 'lambda:InvokeFunction',
              FunctionName: { Ref: 'Hello' },
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
    outcome: answers('asset asset'),
  },
  {
    family,
    name: 'SAM layer, for all functions by Globals',
    files: {
      'template.yaml': `${samTemplate}
Globals: { Function: { Layers: [!Ref Words] } }
Resources:
${samFn('Hello', ['Get: { Type: HttpApi, Properties: { Path: /hello, Method: get } }']).replace(/InlineCode: .*/, `InlineCode: "${words}"`)}
  Words: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: words/, RetentionPolicy: Delete } }`,
      'words/nodejs/node_modules/first/index.js': says('sam'),
      'words/nodejs/node_modules/second/index.js': says('layer'),
    },
    outcome: answers('sam layer'),
  },
  {
    family,
    name: 'SAM layer that is not built',
    files: {
      'template.yaml': `${samTemplate}
Resources:
${samFn('Hello', ['Get: { Type: HttpApi, Properties: { Path: /hello, Method: get } }'], ['Layers: [!Ref Words]'])}
  Words:
    Type: AWS::Serverless::LayerVersion
    Metadata: { BuildMethod: nodejs22.x }
    Properties: { ContentUri: words/ }`,
      'words/package.json': '{}',
    },
    outcome: {
      logicalId: 'Words',
      path: 'Properties.ContentUri',
      rule: 'unbuilt-layer',
      words: 'holds no nodejs directory',
    },
  },
  {
    family,
    name: 'a layer that no function has may be missing',
    files: { 'template.yaml': yaml(fn('Hello'), layer('Unused', './missing')) },
    outcome: answers(getHello),
  },
  {
    family,
    name: 'a layer of another account',
    files: {
      'template.yaml': yaml(layered('["arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:14"]')),
    },
    outcome: {
      logicalId: 'Hello',
      path: 'Properties.Layers[0]',
      rule: 'layer-outside-assembly',
      words: 'LambdaInsightsExtension:14',
    },
  },
  {
    family,
    name: 'a layer whose content is not there',
    files: { 'template.yaml': yaml(layered('[!Ref Base]'), layer('Base', './missing')) },
    outcome: { logicalId: 'Base', path: 'Properties.Content', rule: 'local-code', words: 'missing' },
  },
  {
    family,
    name: 'a layer whose zip leaves it',
    files: {
      'template.yaml': yaml(layered('[!Ref Base]'), layer('Base', './base.zip')),
      'base.zip': zipOf([{ name: '../evil.js', content: '' }]),
    },
    outcome: { logicalId: 'Hello', path: 'Properties.Layers[0]', rule: 'zip-content', words: 'invalid relative path' },
  },
  {
    family,
    name: 'six layers',
    files: { 'template.yaml': yaml(layered('[a, b, c, d, e, f]')) },
    outcome: { logicalId: 'Hello', path: 'Properties.Layers', rule: 'layers-per-function', words: 'too many layers' },
  },
  {
    family,
    name: 'log levels in JSON format',
    files: {
      'template.yaml': yaml(
        settings('LoggingConfig: { LogFormat: JSON, ApplicationLogLevel: DEBUG, SystemLogLevel: WARN }'),
      ),
    },
    outcome: answers(getHello),
  },
  {
    family,
    name: 'a log level in text format',
    files: { 'template.yaml': yaml(settings('LoggingConfig: { ApplicationLogLevel: DEBUG }')) },
    outcome: {
      logicalId: 'Hello',
      path: 'LoggingConfig.ApplicationLogLevel',
      rule: 'log-level-without-json-format',
      words: 'the format is Text',
    },
  },
  {
    family,
    name: 'reserved concurrency',
    files: { 'template.yaml': yaml(settings('ReservedConcurrentExecutions: 3')) },
    outcome: answers(getHello),
  },
  {
    family,
    name: 'reserved concurrency of nothing: every call is throttled',
    files: { 'template.yaml': yaml(settings('ReservedConcurrentExecutions: 0')) },
    outcome: { requests: [{ request: getHello, status: 503, body: '{"message":"Service Unavailable"}' }] },
  },
  {
    family,
    name: 'a function in a role by its ARN',
    files: {
      'template.yaml': yaml(
        `
  Hello:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, Role: "arn:aws:iam::123456789012:role/x", Code: ./hello }`,
        permission('Hello'),
        role('Unused'),
      ),
      'hello/index.js': 'exports.handler = async () => "hello"',
    },
    outcome: answers('hello'),
  },
  {
    family,
    name: 'NODE_OPTIONS that requires a module of the asset, not of the directory of the shell',
    files: {
      'template.yaml': yaml(
        `
  Hello:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: "arn:aws:iam::123456789012:role/x"
      Code: ./hello
      Environment: { Variables: { NODE_OPTIONS: '--require ./pre.js --enable-source-maps' } }`,
        permission('Hello'),
      ),
      'hello/pre.js': "globalThis.word = 'asset'",
      'hello/index.js': 'exports.handler = async () => globalThis.word',
      'pre.js': "globalThis.word = 'shell'",
    },
    outcome: answers('asset'),
  },
  {
    family,
    name: 'NODE_OPTIONS that opens a debugger',
    files: {
      'template.yaml': yaml(settings("Environment: { Variables: { NODE_OPTIONS: '--inspect-brk=0.0.0.0:9229' } }")),
    },
    outcome: {
      logicalId: 'Hello',
      path: 'Environment.Variables.NODE_OPTIONS',
      rule: 'function-node-options',
      words: '--inspect-brk',
    },
  },
  {
    family,
    name: 'a zip whose links lead out of it',
    files: {
      'template.yaml': yaml(layered('[!Ref Base]'), layer('Base', './base.zip')),
      'base.zip': zipOf([
        { name: 'a/b/up', content: '../..', mode: 0o120777 },
        { name: 'a/b/up/out', content: '../..', mode: 0o120777 },
      ]),
    },
    outcome: { logicalId: 'Hello', path: 'Properties.Layers[0]', rule: 'zip-content', words: 'behind a symbolic link' },
  },
];
