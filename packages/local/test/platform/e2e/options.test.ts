import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Platform, startPlatform } from '../../../src/index.ts';

const directory = mkdtempSync(join(tmpdir(), 'scopegate-options-'));
const assembly = join(directory, 'template.yaml');
writeFileSync(
  assembly,
  `Transform: AWS::Serverless-2016-10-31
Resources:
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      InlineCode: "exports.handler = async () => ({ environment: process.env.AWS_LAMBDA_LOG_STREAM_NAME });"
      Events: { Get: { Type: HttpApi, Properties: { Path: /hello, Method: GET } } }
`,
);
const start = (environments: number): Promise<Platform> =>
  startPlatform({ assembly, stateDirectory: join(directory, 'state'), port: 0, environments });

describe('the number of environments', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await start(1);
  });
  afterAll(async () => {
    await platform?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('bounds the threads of a function: with one, parallel calls meet the same environment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () => (await fetch(`${platform.apis[0]?.url}/hello`)).json()),
    );
    const environments = answers.map((answer) => (answer as { readonly environment: string }).environment);
    expect(new Set(environments).size).toBe(1);
    expect(environments[0]).toMatch(/\S/);
  });

  it('is one or more', async () => {
    await expect(start(0)).rejects.toThrow('environments is 0');
  });
});
