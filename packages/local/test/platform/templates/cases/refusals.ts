import { api, integration, route, small } from '../support/snippets.ts';
import type { TemplateCase } from '../support/template-case.ts';
import { zipOf } from '../support/zip.ts';

const family = 'Refusals of any template';
const yaml = (...parts: readonly string[]) => ({ 'template.yaml': `Resources:\n${parts.join('\n')}\n` });

export const refusalCases: readonly TemplateCase[] = [
  {
    family,
    name: 'unknown tag',
    files: { 'template.yaml': 'Resources: { A: { Type: !Shout x } }' },
    outcome: { path: 'template.yaml', rule: 'file-syntax', words: 'Unknown tag !Shout, at line 1' },
  },
  {
    family,
    name: 'repeated key',
    files: { 'template.yaml': 'Resources: {}\nResources: {}\n' },
    outcome: { path: 'template.yaml', rule: 'file-syntax', words: 'unique' },
  },
  {
    family,
    name: 'merge key',
    files: { 'template.yaml': 'Resources:\n  A: &a { Type: X }\n  B: { <<: *a }\n' },
    outcome: { path: 'template.yaml', rule: 'file-syntax', words: 'merge keys' },
  },
  {
    family,
    name: 'transform by a macro',
    files: { 'template.yaml': `Transform: [MyMacro]\nResources:\n${small()}` },
    outcome: { path: 'Transform', rule: 'transform', words: '"MyMacro" is not run' },
  },
  {
    family,
    name: 'WebSocket API',
    files: yaml(api().replace('HTTP', 'WEBSOCKET')),
    outcome: { logicalId: 'Api', path: 'Properties.ProtocolType', rule: 'property-value', words: 'WEBSOCKET' },
  },
  {
    family,
    name: 'Python behind a route',
    files: yaml(small().replace('nodejs22.x', 'python3.13')),
    outcome: { logicalId: 'Hello', path: 'Properties.Runtime', rule: 'function-property-form', words: 'python3.13' },
  },
  {
    family,
    name: 'parameter without a value',
    files: {
      'template.yaml': `Parameters: { Word: { Type: String } }\nResources:${small().replace('Name: Api', 'Name: !Ref Word')}`,
    },
    outcome: { logicalId: 'Api', path: 'Properties.Name', rule: 'parameter-without-value', words: 'has no Default' },
  },
  {
    family,
    name: 'value that a parameter does not allow',
    files: {
      'template.yaml': `Parameters: { Word: { Type: String, AllowedPattern: "[a-z]+" } }\nResources:${small().replace('Name: Api', 'Name: !Ref Word')}`,
    },
    options: { parameters: { Word: 'A1' } },
    outcome: {
      logicalId: 'Api',
      path: 'Properties.Name',
      rule: 'parameter-allowed-pattern',
      words: 'does not match its AllowedPattern',
    },
  },
  {
    family,
    name: 'value for a parameter that is not there',
    files: yaml(small()),
    options: { parameters: { Word: 'x' } },
    outcome: {
      option: { name: 'parameters', entry: 'Word' },
      rule: 'unknown-parameter',
      words: 'No stack has a parameter "Word"',
    },
  },
  {
    family,
    name: 'stage that is not there',
    files: yaml(small()),
    options: { stage: 'prod' },
    outcome: {
      logicalId: 'Api',
      option: { name: 'stage', entry: 'prod' },
      rule: 'unknown-stage',
      words: 'no stage "prod"',
    },
  },
  {
    family,
    name: 'skipped route that is not there',
    files: yaml(small()),
    options: { skipRoutes: ['GET /nope'] },
    outcome: {
      option: { name: 'skipRoutes', entry: 'GET /nope' },
      rule: 'unknown-skipped-route',
      words: 'No route has the key',
    },
  },
  {
    family,
    name: 'nested template that is not there',
    files: yaml(small(), '  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }'),
    outcome: {
      logicalId: 'Child',
      path: 'Properties.TemplateURL',
      rule: 'nested-template',
      words: 'The template of the nested stack is not here',
    },
  },
  {
    family,
    name: 'template nested in itself',
    files: yaml(small(), '  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: template.yaml } }'),
    outcome: {
      logicalId: 'Child',
      path: 'Properties.TemplateURL',
      rule: 'template-nested-in-itself',
      words: 'nested in itself',
    },
  },
  {
    family,
    name: 'output that a nested stack does not have',
    files: {
      ...yaml(
        small().replace('Name: Api', 'Name: !GetAtt Child.Outputs.Nope'),
        '  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }',
      ),
      'child.yaml': 'Resources: {}\nOutputs: { Name: { Value: x } }',
    },
    outcome: { logicalId: 'Api', path: 'Properties.Name', rule: 'unknown-nested-output', words: 'no such output' },
  },
  {
    family,
    name: 'code that is on S3',
    files: yaml(small().replace(/Code: .*/, 'Code: s3://bucket/key.zip')),
    outcome: { logicalId: 'Hello', path: 'Properties.Code', rule: 'remote-code', words: 'not on this machine' },
  },
  {
    family,
    name: 'zip with a name that leaves it',
    files: {
      ...yaml(small().replace(/Code: .*/, 'Code: a.zip')),
      'a.zip': zipOf([{ name: '../index.js', content: '' }]),
    },
    outcome: { logicalId: 'Hello', path: 'Properties.Code', rule: 'zip-content', words: 'invalid relative path' },
  },
  {
    family,
    name: 'zip with a link that leaves it',
    files: {
      ...yaml(small().replace(/Code: .*/, 'Code: a.zip')),
      'a.zip': zipOf([{ name: 'index.js', content: '../../secret.js', mode: 0o120777 }]),
    },
    outcome: {
      logicalId: 'Hello',
      path: 'Properties.Code',
      rule: 'zip-content',
      words: 'symbolic link that leaves it',
    },
  },
  {
    family,
    name: 'API that is not there',
    files: yaml(small()),
    options: { api: 'Nope' },
    outcome: { option: { name: 'api', entry: 'Nope' }, rule: 'unknown-api', words: 'no HTTP API' },
  },
  {
    family,
    name: 'directory without template and manifest',
    files: { 'code/index.js': '' },
    start: 'code',
    outcome: { path: 'code', rule: 'directory-without-assembly', words: 'no cloud assembly and holds no template' },
  },
  {
    family,
    name: 'HTTP integration to a host that is not allowed',
    files: yaml(
      api(),
      integration('Integration', 'https://api.example.com/x')
        .replace('AWS_PROXY', 'HTTP_PROXY')
        .replace('"2.0"', '"1.0"')
        .concat('\n      IntegrationMethod: GET'),
      route('Route', 'GET /hello'),
    ),
    outcome: {
      logicalId: 'Integration',
      path: 'Properties.IntegrationUri',
      rule: 'http-host-unreachable',
      words: 'api.example.com',
    },
  },
];
