import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { evaluatePolicy, tableActions } from '../../../src/iam/index.ts';
import { type Model, TemplateError } from '../../../src/model/index.ts';
import { loadModel } from '../../../src/template/load-model.ts';
import { echo, samTemplate } from '../../platform/templates/support/snippets.ts';

const directory = mkdtempSync(join(tmpdir(), 'roles-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let count = 0;

/** A samTemplate template with a table and a function behind a route. `lines`: further properties of the function. */
function load(lines: readonly string[], resources = ''): Model {
  count += 1;
  const file = join(directory, String(count), 'template.yaml');
  mkdirSync(join(directory, String(count)));
  writeFileSync(
    file,
    `${samTemplate}
Parameters: { Stage: { Type: String, Default: prod } }
Conditions: { Never: !Equals [!Ref Stage, dev], Always: !Equals [!Ref Stage, prod] }
Resources:
  Items: { Type: AWS::Serverless::SimpleTable, Properties: { TableName: Items } }
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      InlineCode: "${echo}"
      Events: { Get: { Type: HttpApi, Properties: { Path: /hello, Method: get } } }
${lines.map((line) => `      ${line}`).join('\n')}
${resources}`,
  );
  return loadModel({ assembly: file });
}

const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/Items';
const index = `${table}/index/byName`;
const other = 'arn:aws:dynamodb:us-east-1:123456789012:table/Other';

/** Which actions the function may do on a resource. */
function allowed({ functions, roles }: Model, resource: string): string[] {
  const fn = functions.find(({ logicalId }) => logicalId === 'Hello');
  const role = roles.find(({ arn }) => arn === fn?.roleArn);
  if (role === undefined) throw new Error('the role is not known');
  return tableActions
    .filter((action) => evaluatePolicy(role.statements, { action, resource }) === 'allow')
    .map((action) => action.replace('dynamodb:', ''));
}

const readParameters = ['BatchGetItem', 'DescribeTable', 'GetItem', 'Query', 'Scan'];
const crud = [
  ...['BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'DescribeTable', 'GetItem', 'PutItem'],
  ...['Query', 'Scan', 'UpdateItem'],
];
const statement = (effect: string, action: string): string =>
  `{ Statement: [{ Effect: ${effect}, Action: 'dynamodb:${action}', Resource: !GetAtt Items.Arn }] }`;

describe('policies of a SAM function', () => {
  it.each<{ name: string; policies: string; on: string[]; onIndex?: string[] }>([
    { name: 'none', policies: '[]', on: [] },
    {
      name: 'read template',
      policies: '[{ DynamoDBReadPolicy: { TableName: !Ref Items } }]',
      on: readParameters,
      onIndex: readParameters,
    },
    { name: 'crud template', policies: '[{ DynamoDBCrudPolicy: { TableName: !Ref Items } }]', on: crud, onIndex: crud },
    {
      name: 'write template, not in a list',
      policies: '{ DynamoDBWritePolicy: { TableName: Items } }',
      on: ['BatchWriteItem', 'PutItem', 'UpdateItem'],
      onIndex: ['BatchWriteItem', 'PutItem', 'UpdateItem'],
    },
    {
      name: 'template of a stream',
      policies: '[{ DynamoDBStreamReadPolicy: { TableName: Items, StreamName: s } }]',
      on: [],
    },
    { name: 'template of another service', policies: '[{ SQSSendMessagePolicy: { QueueName: q } }]', on: [] },
    {
      name: 'managed by AWS, by name',
      policies: 'AmazonDynamoDBReadOnlyAccess',
      on: ['BatchGetItem', 'DescribeTable', 'DescribeTimeToLive', 'GetItem', 'ListTables', 'Query', 'Scan'],
      onIndex: ['BatchGetItem', 'DescribeTable', 'DescribeTimeToLive', 'GetItem', 'ListTables', 'Query', 'Scan'],
    },
    {
      name: 'managed by AWS, by ARN',
      policies: '["arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole"]',
      on: [],
    },
    { name: 'document', policies: `[${statement('Allow', 'Get*')}]`, on: ['GetItem'] },
    {
      name: 'two documents, one denying',
      policies: `[${statement('Allow', '*Item')}, ${statement('Deny', 'Batch*')}, ${statement('Deny', 'P*')}]`,
      on: ['ConditionCheckItem', 'DeleteItem', 'GetItem', 'UpdateItem'],
    },
    { name: 'managed by the template', policies: '[!Ref Shared]', on: ['Scan'] },
    {
      name: 'under a condition',
      policies: `[!If [Always, ${statement('Allow', 'GetItem')}, AmazonDynamoDBFullAccess], !If [Never, AdministratorAccess, !Ref AWS::NoValue]]`,
      on: ['GetItem'],
    },
  ])('$name', ({ name, policies, on, onIndex = [] }) => {
    const shared = `  Shared: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: ${statement('Allow', 'Scan')} } }`;
    const model = load([`Policies: ${policies}`], name.includes('the template') ? shared : '');

    expect(allowed(model, table).sort()).toStrictEqual([...on].sort());
    expect(allowed(model, index).sort()).toStrictEqual([...onIndex].sort());
    if (!name.includes('AWS')) expect(allowed(model, other)).toStrictEqual([]);
  });

  it.each([
    {
      name: 'an unknown template about tables',
      policies: '[{ DynamoDBEverythingPolicy: { TableName: t } }]',
      words: 'DynamoDBEverythingPolicy',
    },
    { name: 'a template without its table', policies: '[{ DynamoDBCrudPolicy: {} }]', words: 'DynamoDBCrudPolicy' },
    { name: 'something else', policies: '[{ a: 1, b: 2 }]', words: 'is no policy' },
  ])('refuses $name', ({ policies, words }) => {
    expect(() => load([`Policies: ${policies}`])).toThrow(TemplateError);
    expect(() => load([`Policies: ${policies}`])).toThrow(words);
  });

  it('are those of a role that is named, and none beside it', () => {
    const role = `  Own:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } } }
      Policies: [{ PolicyName: p, PolicyDocument: ${statement('Allow', 'Query')} }]`;
    const model = load(['Role: !GetAtt Own.Arn', 'Policies: AmazonDynamoDBFullAccess'], role);

    expect(allowed(model, table)).toStrictEqual(['Query']);
  });

  it('are held to a boundary', () => {
    const boundary = `  Edge: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: ${statement('Allow', 'Get*')} } }`;
    const { roles } = load(['Policies: AmazonDynamoDBFullAccess', 'PermissionsBoundary: !Ref Edge'], boundary);

    expect(roles[0]?.boundary).toHaveLength(1);
  });
});

describe('a SAM connector', () => {
  const connector = (permissions: string, source = 'Hello') =>
    `  Link: { Type: AWS::Serverless::Connector, Properties: { Source: { Id: ${source} }, Destination: { Id: Items }, Permissions: ${permissions} } }`;
  const reading = ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'Query', 'Scan'];

  it.each([
    { name: 'Read', permissions: '[Read]', actions: reading },
    { name: 'Write', permissions: '[Write]', actions: ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'] },
  ])('of a function to a table grants $name', ({ permissions, actions }) => {
    const model = load([], connector(permissions));

    expect(allowed(model, table).sort()).toStrictEqual([...actions].sort());
    expect(allowed(model, index).sort()).toStrictEqual([...actions].sort());
    expect(allowed(model, other)).toStrictEqual([]);
  });

  it('grants to the role that the function names', () => {
    const role = `  Own:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: { Statement: { Effect: Allow, Action: sts:AssumeRole, Principal: { Service: lambda.amazonaws.com } } } }`;

    expect(allowed(load(['Role: !GetAtt Own.Arn'], `${role}\n${connector('[Read]')}`), table).sort()).toStrictEqual(
      reading,
    );
  });

  it('of anything else grants nothing', () => {
    expect(allowed(load([], connector('[Read]', 'Queue')), table)).toStrictEqual([]);
  });

  it('of a function in a role outside is refused', () => {
    const role = 'Role: arn:aws:iam::123456789012:role/x';
    expect(() => load([role], connector('[Read]'))).toThrow('The role of Hello is not in the template');
  });
});
