import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Platform } from '../../../src/platform/platform.ts';
import { startPlatform } from '../../../src/platform/start-platform.ts';

// One API with a cached authorizer and a user pool, all of it driven from the admin endpoint.

const code = `
  let calls = 0;
  exports.handler = async (event) => event.type === 'REQUEST'
    ? { isAuthorized: true, context: { run: String(++calls) } }
    : { statusCode: 200, body: JSON.stringify({ now: Date.now(), run: event.requestContext.authorizer.lambda.run }) };
`;

const fn = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Code: { S3Bucket: 'b', S3Key: 'aaaa.zip' },
    Handler: 'index.handler',
    Role: 'arn:aws:iam::123456789012:role/r',
    Runtime: 'nodejs24.x',
  },
});
const grant = (name: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': [name, 'Arn'] },
    Principal: 'apigateway.amazonaws.com',
  },
});
const invocations = {
  'Fn::Join': [
    '',
    [
      'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/',
      { 'Fn::GetAtt': ['Gate', 'Arn'] },
      '/invocations',
    ],
  ],
};

const template = {
  Resources: {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'clocks', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
    },
    Gate: fn('gate'),
    GateGrant: grant('Gate'),
    Backend: fn('backend'),
    BackendGrant: grant('Backend'),
    Authorizer: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        ApiId: { Ref: 'Api' },
        AuthorizerType: 'REQUEST',
        AuthorizerPayloadFormatVersion: '2.0',
        EnableSimpleResponses: true,
        AuthorizerResultTtlInSeconds: 60,
        IdentitySource: ['$request.header.Authorization'],
        AuthorizerUri: invocations,
        Name: 'gate',
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Backend', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /time',
        AuthorizationType: 'CUSTOM',
        AuthorizerId: { Ref: 'Authorizer' },
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
      },
    },
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'people' } },
  },
};

function writeAssembly(directory: string): string {
  const write = (name: string, content: unknown) => writeFileSync(join(directory, name), JSON.stringify(content));
  mkdirSync(join(directory, 'asset.aaaa'));
  writeFileSync(join(directory, 'asset.aaaa', 'index.js'), code);
  const source = { path: 'asset.aaaa', packaging: 'zip' };
  const destinations = { here: { bucketName: 'b', objectKey: 'aaaa.zip' } };
  write('Stack.assets.json', { version: '55.0.0', files: { aaaa: { source, destinations } } });
  write('Stack.template.json', template);
  write('manifest.json', {
    version: '55.0.0',
    artifacts: {
      'Stack.assets': { type: 'cdk:asset-manifest', properties: { file: 'Stack.assets.json' } },
      Stack: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://123456789012/us-east-1',
        properties: { templateFile: 'Stack.template.json' },
        dependencies: ['Stack.assets'],
        displayName: 'Stack',
      },
    },
  });
  return directory;
}

let directory: string;
let platform: Platform;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'scopegate-admin-'));
  const assembly = join(directory, 'cdk.out');
  mkdirSync(assembly);
  const stateDirectory = join(directory, 'state');
  platform = await startPlatform({ assembly: writeAssembly(assembly), port: 0, stateDirectory });
});
afterAll(async () => {
  await platform.close();
  rmSync(directory, { recursive: true, force: true });
});

async function admin(method: string, path: string, body?: unknown) {
  const headers = { 'x-scopegate-admin': platform.admin.secret };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(platform.admin.url + path, { method, headers, ...sent });
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
}

async function time() {
  const response = await fetch(`${platform.apis[0]?.url}/time`, { headers: { authorization: 'Bearer a.b.c.d.e' } });
  expect(response.status).toBe(200);
  return (await response.json()) as { readonly now: number; readonly run: string };
}

describe('the admin endpoint of a platform', () => {
  it('moves the time of functions and of the authorizer cache', async () => {
    const before = await time();
    expect((await time()).run).toBe(before.run);
    await admin('POST', '/clock', { advanceMilliseconds: 61_000 });
    const after = await time();
    expect(after.now - before.now).toBeGreaterThanOrEqual(61_000);
    expect(after.run).not.toBe(before.run);
  });

  it('flushes the authorizer cache', async () => {
    const before = await time();
    await admin('POST', '/authorizer-caches/flush');
    expect((await time()).run).not.toBe(before.run);
  });

  it('makes one function cold, and the trace tells', async () => {
    await time();
    await admin('POST', '/functions/make-cold', { function: 'Backend' });
    await time();
    const { traces } = (await admin('GET', '/traces?last=2')) as { traces: { integration: { cold: boolean } }[] };
    expect(traces.map(({ integration }) => integration.cold)).toEqual([false, true]);
    expect(platform.traces().slice(-2)).toEqual(traces);
    expect(JSON.stringify(traces)).not.toContain('a.b.c.d.e');
  });

  it('takes the key sets of the pools down and brings them up', async () => {
    const keys = async () => (await fetch(platform.pools[0]?.jwksUri ?? '')).status;
    await admin('POST', '/jwks/down');
    expect(await keys()).toBe(503);
    await admin('POST', '/jwks/up', { pool: platform.pools[0]?.poolId });
    expect(await keys()).toBe(200);
  });

  it('reports what runs, without any secret', async () => {
    const report = await admin('GET', '/health');
    expect(report).toMatchObject({
      status: 'ok',
      apis: [{ name: 'clocks', url: platform.apis[0]?.url }],
      pools: [{ poolId: platform.pools[0]?.poolId }],
      functions: expect.arrayContaining([{ logicalId: 'Gate', functionName: 'gate' }]),
    });
    const text = JSON.stringify(report);
    expect(text).not.toContain(platform.admin.secret);
    expect(text).not.toContain(platform.iam.secretAccessKey);
  });
});
