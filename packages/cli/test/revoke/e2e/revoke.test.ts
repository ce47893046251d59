import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Platform, startPlatform } from '@scopegate/local';
import { type RevokeOptions, revoke } from '../../../src/revoke/revoke.ts';
import { describeRun } from '../../../src/run/describe-run.ts';

// Signed with the key of the run, verified by the tables of a real platform whose clock was moved by days.

const template = {
  Resources: {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Api', ProtocolType: 'HTTP' } },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /x',
        Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Handler', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Handler: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::123456789012:role/handler',
        Code: { ZipFile: 'exports.handler = async () => ({});' },
        Environment: { Variables: { REVOCATION_TABLE_NAME: { Ref: 'Revocations' }, TABLE: { Ref: 'Items' } } },
      },
    },
    Revocations: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    },
    Items: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      },
    },
  },
};

const issuer = 'https://issuer.test';
const directory = mkdtempSync(join(tmpdir(), 'revoke-'));
let platform: Platform;
beforeAll(async () => {
  const assembly = join(directory, 'template.json');
  writeFileSync(assembly, JSON.stringify(template));
  platform = await startPlatform({ assembly, port: 0, stateDirectory: join(directory, 'state') });
  platform.clock.advance(3 * 24 * 3_600_000);
});
afterAll(async () => {
  await platform.close();
  rmSync(directory, { recursive: true });
});

async function run(options: RevokeOptions, { iam = platform.iam } = {}): Promise<string> {
  const facts = { port: 3000, pid: 1, startedAt: 0, assembly: directory };
  const written: string[] = [];
  const stdout = { color: false, write: (text: string) => void written.push(text) };
  await revoke({ ...describeRun(platform, facts), iam }, { fetch: globalThis.fetch, stdout }, options);
  return written.join('');
}

const guards = '  within seconds denied at: GET /x\n';

it('revokes at the tables of the running platform, once, lists it and undoes it', async () => {
  const token = { jti: 'token-1', issuer };
  expect(await run(token)).toBe(`revoked: token token-1 of https://issuer.test\n${guards}`);
  platform.clock.advance(-60_000);
  // An entry that expires earlier than the existing one.
  expect(await run(token)).toBe(`was revoked already: token token-1 of https://issuer.test\n${guards}`);
  const day = new Date(platform.clock.now()).toISOString().slice(0, 10);
  expect(await run({ list: true })).toMatch(new RegExp(`token token-1 +https://issuer.test +${day}T`));
  expect(await run({ ...token, undo: true })).toBe('no longer revoked: token token-1 of https://issuer.test\n');
  expect(await run({ list: true })).toBe('nothing is revoked\n');
});

it('is refused with the key of another run', async () => {
  const iam = { ...platform.iam, accessKeyId: 'AKIDOTHER' };

  await expect(run({ jti: 'token-1', issuer }, { iam })).rejects.toThrow('UnrecognizedClientException');
});
