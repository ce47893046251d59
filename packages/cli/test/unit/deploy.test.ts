import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { credentialSource } from '../../src/deploy/aws-credentials.ts';
import { deploy } from '../../src/deploy/deploy.ts';
import type { Host } from '../../src/host/host.ts';
import type { ProcessRequest } from '../../src/host/run-process.ts';
import { CliError } from '../../src/shell/cli-error.ts';
import { fakeHost, projectIn, temporaryDirectory } from './support.ts';

const key = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' };
const nothing = { env: {}, credentialsFile: '', configFile: '', instanceRole: false };

describe('credentialSource', () => {
  it.each([
    { name: 'a key', given: { env: key }, source: 'AWS_ACCESS_KEY_ID of the environment' },
    { name: 'half a key', given: { env: { AWS_ACCESS_KEY_ID: 'AKID' } }, source: undefined },
    { name: 'an empty key', given: { env: { ...key, AWS_SECRET_ACCESS_KEY: '' } }, source: undefined },
    {
      name: 'a default profile',
      given: { credentialsFile: '[default]\naws_access_key_id = AKID\n' },
      source: 'profile "default"',
    },
    {
      name: 'a named profile',
      given: { env: { AWS_PROFILE: 'x' }, configFile: '[profile x]\nsso_session = s\n' },
      source: 'profile "x"',
    },
    { name: 'a profile nobody named', given: { configFile: '[profile x]\nsso_session = s\n' }, source: undefined },
    { name: 'a profile that is not there', given: { env: { ...key, AWS_PROFILE: 'x' } }, source: undefined },
    {
      name: 'a profile with a region alone',
      given: { configFile: '[default]\nregion = eu-west-1\n' },
      source: undefined,
    },
    {
      name: 'an SSO session that is no profile',
      given: { configFile: '[default]\n[sso-session s]\nsso_start_url = https://s\n' },
      source: undefined,
    },
    {
      name: 'a web identity',
      given: { env: { AWS_WEB_IDENTITY_TOKEN_FILE: 'f', AWS_ROLE_ARN: 'r' } },
      source: 'the web identity of the environment',
    },
    {
      name: 'a container',
      given: { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'u' } },
      source: "the container's role",
    },
    { name: 'nothing', given: {}, source: undefined },
    { name: 'the machine', given: { instanceRole: true }, source: "this machine's role" },
  ])('finds $name: $source', ({ given, source }) => {
    expect(credentialSource({ ...nothing, ...given })).toBe(source);
  });
});

function setUp(cdk: { code: number; output: string } = { code: 0, output: '' }, overrides: Partial<Host> = {}) {
  const project = projectIn(temporaryDirectory());
  const requests: ProcessRequest[] = [];
  const host = fakeHost({
    env: { ...key, PATH: '/bin' },
    runProcess: async (request) => {
      requests.push(request);
      if (request.output === 'capture') return { code: 0, output: '' };
      const file = request.args[request.args.indexOf('--outputs-file') + 1];
      if (cdk.code === 0 && request.args.includes('deploy') && file !== undefined) {
        mkdirSync(project.stateDirectory, { recursive: true });
        writeFileSync(file, JSON.stringify({ 'shop-dev': { ApiUrl: 'https://api.test' }, 'shop-prod': {} }));
      }
      return cdk;
    },
    ...overrides,
  });
  return { project, host, requests, command: () => requests.at(-1)!.args.slice(1) };
}

describe('deploy', () => {
  it('builds, synthesizes anew with the credentials, deploys what was synthesized and prints the outputs', async () => {
    const { project, host, requests, command } = setUp();
    expect(await deploy(project, host, {})).toBe(0);
    const assembly = join(project.stateDirectory, 'assembly', 'dev-deploy');
    const [build, synth] = requests;
    expect(build!.command).toBe('make');
    expect(synth!.args).toEqual(expect.arrayContaining(['synth', 'stage=dev', assembly]));
    expect(synth!.args).not.toContain('--no-lookups');
    expect(synth!.env).toMatchObject({ ...key, AWS_EC2_METADATA_DISABLED: 'true' });
    expect(command()).toEqual([
      ...['deploy', '--app', assembly, 'shop-dev'],
      ...['--outputs-file', join(project.stateDirectory, 'dev.outputs.json'), '--progress', 'events', '--no-notices'],
    ]);
    expect(host.out()).toBe('ApiUrl: https://api.test\n');
  });

  it('never reuses an assembly', async () => {
    const { project, host, requests } = setUp();
    await deploy(project, host, {});
    await deploy(project, host, {});
    expect(requests.filter(({ args }) => args.includes('synth'))).toHaveLength(2);
  });

  it('only compares with --plan', async () => {
    const { project, host, command } = setUp();
    expect(await deploy(project, host, { plan: true, stage: 'prod' })).toBe(0);
    expect(command().slice(0, 2)).toEqual(['diff', '--app']);
    expect(command()).toContain('shop-prod');
    expect(host.out()).toBe('');
  });

  it('asks nobody with --approve, and the metadata service with --instance-role alone', async () => {
    const { project, host, requests, command } = setUp(undefined, { env: {} });
    await deploy(project, host, { approve: true, instanceRole: true });
    expect(command()).toEqual(expect.arrayContaining(['--require-approval', 'never']));
    expect(requests[0]!.env['AWS_EC2_METADATA_DISABLED']).not.toBe('true');
    expect(requests.at(-1)!.env['AWS_EC2_METADATA_DISABLED']).toBe('false');
  });

  it.each([
    { name: 'no credentials', env: {}, message: 'Given: no credentials in the environment' },
    { name: 'a profile that is not there', env: { AWS_PROFILE: 'x' }, message: 'Given: profile "x"' },
  ])('ends with 2 before anything slow: $name', async ({ env, message }) => {
    const { project, host, requests } = setUp(undefined, { env });
    const error = await deploy(project, host, {}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CliError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
    expect(error).toMatchObject({ message: expect.stringContaining('AWS_PROFILE') });
    expect(requests).toEqual([]);
  });

  it.each([
    {
      output: 'Unable to resolve AWS account to use. It must be',
      exitCode: 2,
      message: 'There are no usable AWS credentials. Given: AWS_ACCESS_KEY_ID of the environment',
    },
    { output: 'stack failed', exitCode: 1, message: 'cdk deploy failed. Given: exit code 1' },
    { output: '"--require-approval" is enabled and stdin is not a terminal', exitCode: 1, message: '--approve' },
  ])('ends with $exitCode when the CDK says $output', async ({ output, exitCode, message }) => {
    const { project, host } = setUp({ code: 1, output });
    const error = await deploy(project, host, {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ exitCode, message: expect.stringContaining(message) });
    expect(host.out()).toBe('');
  });
});
