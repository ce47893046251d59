import { echo } from '../support/snippets.ts';
import type { TemplateCase } from '../support/template-case.ts';
import { zipOf } from '../support/zip.ts';

const family = 'Cloud assemblies';

const join = (...parts: readonly object[] | readonly (string | object)[]) => ({ 'Fn::Join': ['', parts] });

const fn = (s3Key: string, name: object | string = 'asset') => ({
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
    },
  },
  Hello: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Code: { S3Bucket: 'assets', S3Key: s3Key },
      Environment: { Variables: { NAME: name } },
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
});

const http = (target: object) => ({
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'a', ProtocolType: 'HTTP', Target: target } },
});

const arn = { 'Fn::GetAtt': ['Hello', 'Arn'] };
const hello = (body: string) => ({ requests: [{ request: 'GET /', status: 200, body: `$default ${body}` }] });

const file = (path: string, objectKey: string, packaging: string) => ({
  source: { path, packaging },
  destinations: { d: { bucketName: 'assets', objectKey } },
});

const assets = {
  files: {
    folder: file('asset.folder', 'folder.zip', 'zip'),
    packed: file('asset.packed.zip', 'packed.zip', 'file'),
    nested: file('nested.template.json', 'nested.json', 'file'),
  },
};

interface Stack {
  readonly template: object;
  readonly environment?: string;
}

/** An assembly's files, below `prefix`. */
function assembly(stacks: Readonly<Record<string, Stack>>, { prefix = '', stages = [] as readonly string[] } = {}) {
  const artifacts = Object.entries(stacks).flatMap(([name, { environment }]) => [
    [`${name}.assets`, { type: 'cdk:asset-manifest', properties: { file: 'all.assets.json' } }],
    [
      name,
      {
        type: 'aws:cloudformation:stack',
        environment: environment ?? 'aws://unknown-account/unknown-region',
        properties: { templateFile: `${name}.template.json` },
        dependencies: [`${name}.assets`],
        displayName: `${prefix}${name}`,
      },
    ],
  ]);
  const nested = stages.map((stage) => [stage, { type: 'cdk:cloud-assembly', properties: { directoryName: stage } }]);
  const files: Record<string, string | Buffer | object> = {
    'manifest.json': { version: '48.0.0', artifacts: Object.fromEntries([...artifacts, ...nested]) },
    'all.assets.json': assets,
    'asset.folder/index.js': echo,
    'asset.packed.zip': zipOf([{ name: 'index.js', content: echo }]),
  };
  for (const [name, { template }] of Object.entries(stacks)) files[`${name}.template.json`] = template;
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${prefix}${path}`, content]));
}

const one = { Resources: { ...fn('folder.zip'), ...http(arn) } };
const exporting = {
  Resources: fn('folder.zip', 'exported'),
  Outputs: { Arn: { Value: arn, Export: { Name: { 'Fn::Sub': '$' + '{AWS::StackName}:Arn' } } } },
};

export const assemblyCases: readonly TemplateCase[] = [
  {
    family,
    name: 'asset in a directory',
    start: '.',
    files: assembly({ One: { template: one } }),
    outcome: hello('asset'),
  },
  {
    family,
    name: 'asset in a zip',
    start: '.',
    files: assembly({ One: { template: { Resources: { ...fn('packed.zip', 'zip'), ...http(arn) } } } }),
    outcome: hello('zip'),
  },
  {
    family,
    name: 'export and import between stacks',
    start: '.',
    files: assembly({
      Functions: { template: exporting },
      Web: { template: { Resources: http({ 'Fn::ImportValue': 'Functions:Arn' }) } },
    }),
    outcome: hello('exported'),
  },
  {
    family,
    name: 'nested stack, as the CDK writes it',
    start: '.',
    files: {
      ...assembly({
        One: {
          template: {
            Resources: {
              ...fn('folder.zip', { 'Fn::GetAtt': ['Nested', 'Outputs.Told'] }),
              ...http(arn),
              Nested: {
                Type: 'AWS::CloudFormation::Stack',
                Properties: {
                  TemplateURL: join('https://s3.', { Ref: 'AWS::Region' }, '.amazonaws.com/assets/nested.json'),
                  Parameters: { referenceToParent: { Ref: 'AWS::StackName' } },
                },
              },
            },
          },
        },
      }),
      'nested.template.json': {
        Parameters: { referenceToParent: { Type: 'String' } },
        Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
        Outputs: { Told: { Value: join({ Ref: 'referenceToParent' }, '/', { Ref: 'AWS::StackName' }) } },
      },
    },
    outcome: { ...hello('One/One-Nested'), notRun: ['Topic'] },
  },
  {
    family,
    name: 'a stack of another environment beside the API',
    start: '.',
    files: assembly({
      Certificates: {
        template: { Resources: { Certificate: { Type: 'AWS::CertificateManager::Certificate' } } },
        environment: 'aws://111122223333/us-east-1',
      },
      Web: {
        template: { Resources: { ...fn('folder.zip', { Ref: 'AWS::Region' }), ...http(arn) } },
        environment: 'aws://111122223333/eu-west-1',
      },
    }),
    outcome: { ...hello('eu-west-1'), notRun: ['Certificate'] },
  },
  {
    family,
    name: 'one API in two environments, one chosen',
    start: '.',
    files: assembly({
      Dev: {
        template: { Resources: { ...fn('folder.zip', 'dev'), ...http(arn) } },
        environment: 'aws://111122223333/eu-west-1',
      },
      Prod: {
        template: { Resources: { ...fn('folder.zip', 'prod'), ...http(arn) } },
        environment: 'aws://111122223333/us-west-2',
      },
    }),
    options: { region: 'us-west-2' },
    outcome: hello('prod'),
  },
  {
    family,
    name: 'one API in two environments, none chosen',
    start: '.',
    files: assembly({
      Dev: { template: one, environment: 'aws://111122223333/eu-west-1' },
      Prod: { template: one, environment: 'aws://111122223333/us-west-2' },
    }),
    outcome: {
      option: { name: 'region' },
      rule: 'stack-of-other-environment',
      words: 'Stack Prod is synthesized for region us-west-2',
    },
  },
  {
    family,
    name: 'a CDK Stage that is all there is',
    start: '.',
    files: {
      ...assembly({}, { stages: ['assembly-Prod'] }),
      ...assembly({ One: { template: one } }, { prefix: 'assembly-Prod/' }),
    },
    outcome: hello('asset'),
  },
  {
    family,
    name: 'two CDK Stages, one stack chosen',
    start: '.',
    files: {
      ...assembly({}, { stages: ['assembly-Dev', 'assembly-Prod'] }),
      ...assembly({ One: { template: one } }, { prefix: 'assembly-Dev/' }),
      ...assembly(
        { One: { template: { Resources: { ...fn('folder.zip', 'prod'), ...http(arn) } } } },
        { prefix: 'assembly-Prod/' },
      ),
    },
    options: { stack: 'assembly-Prod/One' },
    outcome: hello('prod'),
  },
  {
    family,
    name: 'asset that is not there',
    start: '.',
    files: assembly({ One: { template: { Resources: { ...fn('gone.zip'), ...http(arn) } } } }),
    outcome: {
      logicalId: 'Hello',
      path: 'Properties.Code.S3Key',
      rule: 'code-asset',
      words: 'no asset manifest of its stack lists it',
    },
  },
];
