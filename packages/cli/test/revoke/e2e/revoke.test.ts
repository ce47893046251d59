import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Platform, startPlatform } from '@scopegate/local';
import { revoke } from '../../../src/revoke/revoke.ts';
import { describeRun } from '../../../src/run/describe-run.ts';

// Signed with the key of the run, verified by the tables of a real platform.

const template = {
  Resources: {
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Api', ProtocolType: 'HTTP' } },
    Revocations: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      },
    },
  },
};

const directory = mkdtempSync(join(tmpdir(), 'revoke-'));
let platform: Platform;
beforeAll(async () => {
  const assembly = join(directory, 'template.json');
  writeFileSync(assembly, JSON.stringify(template));
  platform = await startPlatform({ assembly, port: 0, stateDirectory: join(directory, 'state') });
});
afterAll(async () => {
  await platform.close();
  rmSync(directory, { recursive: true });
});

async function run({ iam = platform.iam, now = Date.now() } = {}): Promise<string> {
  const facts = { port: 3000, pid: 1, startedAt: 0, assembly: directory };
  const written: string[] = [];
  const stdout = { color: false, write: (text: string) => void written.push(text) };
  const host = { now: () => now, fetch: globalThis.fetch, stdout };
  await revoke({ ...describeRun(platform, facts), iam }, host, { jti: 'token-1', issuer: 'https://issuer.test' });
  return written.join('');
}

it('revokes at the tables of the running platform, once', async () => {
  expect(await run()).toBe('revoked: token token-1 of https://issuer.test\n');
  // An entry that expires earlier than the existing one.
  expect(await run({ now: Date.now() - 60_000 })).toBe('was revoked already: token token-1 of https://issuer.test\n');
});

it('is refused with the key of another run', async () => {
  const iam = { ...platform.iam, accessKeyId: 'AKIDOTHER' };

  await expect(run({ iam })).rejects.toThrow('UnrecognizedClientException');
});
