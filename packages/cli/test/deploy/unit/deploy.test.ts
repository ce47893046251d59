import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { deploy } from '../../../src/deploy/deploy.ts';
import type { Host } from '../../../src/host/host.ts';
import type { ProcessRequest } from '../../../src/host/run-process.ts';
import { CliError } from '../../../src/shell/cli-error.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { projectIn } from '../../support/project-in.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const key = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' };

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
  it('builds, synthesizes with the credentials, deploys that assembly and prints the outputs', async () => {
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

  it('asks for no approval with --approve, and uses the metadata service only with --instance-role', async () => {
    const { project, host, requests, command } = setUp(undefined, { env: {} });
    await deploy(project, host, { approve: true, instanceRole: true });
    expect(command()).toEqual(expect.arrayContaining(['--require-approval', 'never']));
    expect(requests[0]!.env['AWS_EC2_METADATA_DISABLED']).not.toBe('true');
    expect(requests.at(-1)!.env['AWS_EC2_METADATA_DISABLED']).toBe('false');
  });

  it.each([
    { name: 'no credentials', env: {}, message: 'Given: no credentials in the environment' },
    { name: 'a profile that is not there', env: { AWS_PROFILE: 'x' }, message: 'Given: profile "x"' },
  ])('ends with 2 before it runs any program: $name', async ({ env, message }) => {
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
