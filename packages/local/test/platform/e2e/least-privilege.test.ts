import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { type Platform, startPlatform, TemplateError } from '../../../src/index.ts';
import { post } from '../../database/e2e/support.ts';

// One handler that does to tables what it is told, in functions whose roles allow different things.

const directory = mkdtempSync(join(tmpdir(), 'least-privilege-'));
const code = join(directory, 'code');
let count = 0;

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'handlers', 'tables.js')],
    outfile: join(code, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const table = (name: string) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  },
});
const trust = {
  Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
};
const role = (properties: object) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: trust, ...properties },
});
const statement = (Action: string | string[], Resource: unknown = { 'Fn::GetAtt': ['Items', 'Arn'] }) => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const document = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const inline = (...statements: object[]) => ({
  Policies: [{ PolicyName: 'inline', PolicyDocument: document(...statements) }],
});

interface Stack {
  /** By function: its role's resource, or the ARN of a role outside. */
  readonly functions: Readonly<Record<string, object | string>>;
  readonly resources?: Readonly<Record<string, object>>;
}

/** Writes a template in which `POST /<function>` reaches each function. */
function write({ functions, resources = {} }: Stack): string {
  count += 1;
  const file = join(directory, `stack-${count}`, 'template.json');
  const made = Object.entries(functions).flatMap(([id, itsRole]): [string, object][] => [
    ...(typeof itsRole === 'string' ? [] : [[`${id}Role`, itsRole] as [string, object]]),
    [
      id,
      {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: id,
          Runtime: 'nodejs24.x',
          Handler: 'index.handler',
          Code: code,
          Timeout: 20,
          MemorySize: 256,
          Role: typeof itsRole === 'string' ? itsRole : { 'Fn::GetAtt': [`${id}Role`, 'Arn'] },
        },
      },
    ],
    [
      `${id}Permission`,
      {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: id },
          Principal: 'apigateway.amazonaws.com',
        },
      },
    ],
    [
      `${id}Integration`,
      {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: { Ref: 'Api' },
          IntegrationType: 'AWS_PROXY',
          PayloadFormatVersion: '2.0',
          IntegrationUri: { 'Fn::GetAtt': [id, 'Arn'] },
        },
      },
    ],
    [
      `${id}Route`,
      {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ApiId: { Ref: 'Api' },
          RouteKey: `POST /${id}`,
          Target: { 'Fn::Sub': `integrations/\${${id}Integration}` },
        },
      },
    ],
  ]);
  const Resources = {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Api', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
    },
    Items: table('Items'),
    ...Object.fromEntries(made),
    ...resources,
  };
  mkdirSync(join(directory, `stack-${count}`));
  writeFileSync(file, JSON.stringify({ Resources }));
  return file;
}

async function start(stack: Stack, options: { policies?: Record<string, object> } = {}): Promise<Platform> {
  const assembly = write(stack);
  return startPlatform({ assembly, port: 0, stateDirectory: join(directory, `state-${count}`), ...options });
}

const put = { operation: 'PutItem', input: { TableName: 'Items', Item: { pk: { S: 'a' } } } };
const get = { operation: 'GetItem', input: { TableName: 'Items', Key: { pk: { S: 'a' } } } };

async function call({ apis }: Platform, fn: string, what: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${apis[0]?.url}/${fn}`, { method: 'POST', body: JSON.stringify(what) });
  return (await response.json()) as Record<string, unknown>;
}

describe('functions in roles of the assembly', () => {
  let platform: Platform;
  const arn = { 'Fn::GetAtt': ['Items', 'Arn'] };
  beforeAll(async () => {
    platform = await start({
      functions: {
        reader: role({
          RoleName: 'Reader',
          Path: '/app/',
          ...inline(statement('dynamodb:GetItem'), statement('logs:*', { 'Fn::GetAtt': ['Queue', 'Arn'] })),
        }),
        writer: role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess'] }),
        attached: role({ ManagedPolicyArns: [{ Ref: 'Reading' }] }),
        bounded: role({ ...inline(statement('dynamodb:*')), PermissionsBoundary: { Ref: 'Reading' } }),
        nothing: role({
          ManagedPolicyArns: [
            'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
            'arn:aws:iam::aws:policy/Mystery',
          ],
        }),
      },
      resources: {
        Queue: { Type: 'AWS::SQS::Queue' },
        Reading: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: { PolicyDocument: document(statement(['dynamodb:Get*'], [arn])) },
        },
        Writing: {
          Type: 'AWS::IAM::Policy',
          Properties: {
            PolicyName: 'w',
            Roles: [{ Ref: 'attachedRole' }],
            PolicyDocument: document(statement('dynamodb:PutItem')),
          },
        },
        Denying: {
          Type: 'AWS::IAM::RolePolicy',
          Properties: {
            PolicyName: 'd',
            RoleName: { Ref: 'attachedRole' },
            PolicyDocument: { Statement: { ...statement('dynamodb:DeleteItem'), Effect: 'Deny' } },
          },
        },
      },
    });
  });
  afterAll(() => platform?.close());

  it('a reader that tries to write is denied, in AWS’s words', async () => {
    expect(await call(platform, 'writer', put)).toStrictEqual({ output: {} });
    expect(await call(platform, 'reader', get)).toStrictEqual({ output: { Item: { pk: { S: 'a' } } } });
    expect(await call(platform, 'reader', put)).toMatchObject({
      name: 'AccessDeniedException',
      status: 400,
      message:
        'User: arn:aws:sts::123456789012:assumed-role/Reader/reader is not authorized to perform: dynamodb:PutItem on ' +
        'resource: arn:aws:dynamodb:us-east-1:123456789012:table/Items because no identity-based policy allows the ' +
        'dynamodb:PutItem action',
    });
  });

  const remove = { operation: 'DeleteItem', input: get.input };
  it.each([
    { fn: 'attached', what: get, name: undefined },
    { fn: 'attached', what: put, name: undefined },
    { fn: 'attached', what: remove, name: 'AccessDeniedException', says: 'with an explicit deny' },
    { fn: 'bounded', what: get, name: undefined },
    { fn: 'bounded', what: put, name: 'AccessDeniedException', says: 'because no permissions boundary allows' },
    { fn: 'nothing', what: get, name: 'AccessDeniedException', says: 'because no identity-based policy allows' },
  ])(
    '$fn: $what.operation is $name',
    async ({ fn, what, name, says = '' }) => {
      const answer = await call(platform, fn, what);

      expect(answer['name']).toBe(name);
      expect(String(answer['message'])).toContain(says);
    },
    60_000,
  );

  it('each has a key of its own', async () => {
    const [reader, nothing] = [await call(platform, 'reader', put), await call(platform, 'nothing', get)];

    expect(reader['key']).toMatch(/^ASIA[0-9A-F]{16}$/);
    expect(nothing['key']).toMatch(/^ASIA[0-9A-F]{16}$/);
    expect(reader['key']).not.toBe(nothing['key']);
  });

  it('a managed policy that is not known is listed', () => {
    expect(platform.deviations).toContainEqual({
      stack: expect.any(String),
      logicalId: 'nothingRole',
      text: 'What the managed policy arn:aws:iam::aws:policy/Mystery says is not known: it grants nothing on tables.',
    });
  });

  it('the owner of the run may do everything; a key of another run nothing', async () => {
    const { databaseEndpoint: endpoint, iam } = platform;
    const as = { ...iam, userArn: '', permissions: { statements: [] } };
    const answer = await post({ endpoint }, { as, region: iam.region, body: JSON.stringify(get.input) });
    expect(answer.status).toBe(200);
    const other = await start({ functions: { writer: role({}) } });
    try {
      const crossed = await post(
        { endpoint: other.databaseEndpoint },
        { as, region: iam.region, body: JSON.stringify(get.input) },
      );
      expect(crossed.body.__type).toMatch(/#UnrecognizedClientException$/);
    } finally {
      await other.close();
    }
  });

  it('a reload goes over to other policies, and keeps the function warm', async () => {
    const before = await start({ functions: { fn: role(inline(statement('dynamodb:GetItem'))) } });
    try {
      const denied = await call(before, 'fn', put);
      await before.reload({ assembly: write({ functions: { fn: role(inline(statement('dynamodb:PutItem'))) } }) });
      const { name, key } = await call(before, 'fn', get);

      expect(await call(before, 'fn', put)).toStrictEqual({ output: {} });
      expect([denied['name'], name]).toStrictEqual(['AccessDeniedException', 'AccessDeniedException']);
      expect(key).toBe(denied['key']);
    } finally {
      await before.close();
    }
  });
});

describe('a role outside the assembly', () => {
  it('is not known any more though an earlier version had it', async () => {
    const same = role({ RoleName: 'Same', ...inline(statement('dynamodb:GetItem')) });
    const platform = await start({ functions: { fn: same } });
    try {
      expect(await call(platform, 'fn', get)).toStrictEqual({ output: {} });
      await platform.reload({ assembly: write({ functions: { fn: 'arn:aws:iam::123456789012:role/Same' } }) });

      expect((await call(platform, 'fn', get))['message']).toContain('role/Same is not in the assembly');
    } finally {
      await platform.close();
    }
  });

  const outside = 'arn:aws:iam::123456789012:role/shared/outside';

  it('is denied every table by name, and listed', async () => {
    const platform = await start({ functions: { fn: outside } });
    try {
      const { name, message } = await call(platform, 'fn', get);
      expect(name).toBe('AccessDeniedException');
      expect(message).toContain(`because the role ${outside} is not in the assembly`);
      expect(platform.deviations).toContainEqual(expect.objectContaining({ text: expect.stringContaining(outside) }));
    } finally {
      await platform.close();
    }
  });

  it('may do what the given policies say, and those that the assembly attaches to it', async () => {
    const everyTable = 'arn:aws:dynamodb:*:*:table/*';
    const policies = { [outside]: document(statement('dynamodb:GetItem', everyTable)) };
    const Properties = {
      PolicyName: 'p',
      Roles: ['outside'],
      PolicyDocument: document(statement('dynamodb:DeleteItem')),
    };
    const resources = { Attached: { Type: 'AWS::IAM::Policy', Properties } };
    const platform = await start({ functions: { fn: outside }, resources }, { policies });
    try {
      expect(await call(platform, 'fn', get)).toStrictEqual({ output: {} });
      expect(await call(platform, 'fn', { operation: 'DeleteItem', input: get.input })).toStrictEqual({ output: {} });
      expect((await call(platform, 'fn', put))['message']).toContain('assumed-role/outside/fn is not authorized');
    } finally {
      await platform.close();
    }
  });
});

describe('a policy about tables stops the start when it is not understood', () => {
  const shared = 'arn:aws:iam::123456789012:policy/shared';
  const condition = { StringEquals: { 'aws:ResourceTag/team': 'orders' } };
  it.each<{
    name: string;
    stack: Stack;
    policies?: Record<string, object>;
    rule: string;
    logicalId?: string;
    path?: string;
    entry?: string;
  }>([
    {
      name: 'a condition',
      stack: { functions: { fn: role(inline({ ...statement('dynamodb:GetItem'), Condition: condition })) } },
      rule: 'policy-condition',
      logicalId: 'fnRole',
      path: 'Properties.Policies[0].PolicyDocument.Statement[0].Condition',
    },
    {
      name: 'a condition of a denial of everything',
      stack: {
        functions: { fn: role(inline({ Effect: 'Deny', NotAction: 's3:*', Resource: '*', Condition: condition })) },
      },
      rule: 'policy-condition',
      logicalId: 'fnRole',
      path: 'Properties.Policies[0].PolicyDocument.Statement[0].Condition',
    },
    {
      name: 'a policy variable',
      stack: {
        functions: { fn: role(inline(statement('dynamodb:*', `arn:aws:dynamodb:*:*:table/\${aws:username}`))) },
      },
      rule: 'policy-variable',
      logicalId: 'fnRole',
      path: 'Properties.Policies[0].PolicyDocument.Statement[0].Resource',
    },
    {
      name: 'a resource that is no ARN',
      stack: { functions: { fn: role(inline(statement('dynamodb:*', 'Items'))) } },
      rule: 'policy-resource',
      logicalId: 'fnRole',
      path: 'Properties.Policies[0].PolicyDocument.Statement[0].Resource',
    },
    {
      name: 'a resource without a value',
      stack: { functions: { fn: role(inline(statement('dynamodb:*', [{ 'Fn::ImportValue': 'nowhere' }]))) } },
      rule: 'import-of-no-single-export',
      logicalId: 'fnRole',
      path: 'Properties.Policies[0].PolicyDocument.Statement[0].Resource[0]',
    },
    {
      name: 'a managed policy outside',
      stack: { functions: { fn: role({ ManagedPolicyArns: [shared] }) } },
      rule: 'unknown-managed-policy',
      logicalId: 'fnRole',
      path: 'Properties.ManagedPolicyArns[0]',
    },
    {
      name: 'a boundary outside',
      stack: { functions: { fn: role({ PermissionsBoundary: shared }) } },
      rule: 'unknown-managed-policy',
      logicalId: 'fnRole',
      path: 'Properties.PermissionsBoundary',
    },
    {
      name: 'a boundary by AWS that is not known',
      stack: { functions: { fn: role({ PermissionsBoundary: 'arn:aws:iam::aws:policy/Mystery' }) } },
      rule: 'unknown-managed-policy',
      logicalId: 'fnRole',
      path: 'Properties.PermissionsBoundary',
    },
    {
      name: 'a given policy with a condition',
      stack: { functions: { fn: role({ ManagedPolicyArns: [shared] }) } },
      policies: { [shared]: document({ ...statement('dynamodb:*', '*'), Condition: condition }) },
      rule: 'policy-condition',
      entry: `${shared}.Statement[0].Condition`,
    },
    {
      name: 'a given policy for a role that no function has',
      stack: { functions: { fn: role({}) } },
      policies: { 'arn:aws:iam::123456789012:role/none': document() },
      rule: 'policies-of-unknown-role',
      entry: 'arn:aws:iam::123456789012:role/none',
    },
  ])('$name', async ({ stack, policies = {}, rule, logicalId, path, entry }) => {
    const error = await start(stack, { policies }).then(
      (platform) => platform.close(),
      (caught: unknown) => caught,
    );

    if (!(error instanceof TemplateError)) throw error ?? new Error('it was started, but should have been refused');
    const where = entry === undefined ? { logicalId, path } : { option: { name: 'policies', entry } };
    expect(error.faults).toContainEqual(expect.objectContaining({ rule, where: expect.objectContaining(where) }));
  });

  it('but not when no function that is served has the role', async () => {
    const unserved = role(inline({ ...statement('dynamodb:GetItem'), Condition: condition }));
    const platform = await start({ functions: { fn: role({}) }, resources: { Unserved: unserved } });

    await platform.close();
  });
});
