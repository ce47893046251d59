import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Host } from '../../../src/host/host.ts';
import type { ProcessRequest } from '../../../src/host/run-process.ts';
import type { LoadedProject } from '../../../src/project/load-project.ts';
import { ensureLocalAssembly } from '../../../src/project/local-assembly.ts';
import { servedAssemblies } from '../../../src/run/served-assemblies.ts';
import { writeRun } from '../../../src/run/state-files.ts';
import { CliError } from '../../../src/shell/cli-error.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { projectIn } from '../../support/project-in.ts';
import { makeProjectRoot } from '../../support/project-root.ts';
import { runState } from '../../support/run-state.ts';

/** Builds and synthesizes as the tools would, unless one is meant to fail. */
function toolHost(failing?: 'make' | 'synth') {
  const requests: ProcessRequest[] = [];
  const host = fakeHost({
    env: { AWS_PROFILE: 'prod', AWS_SECRET_ACCESS_KEY: 'sk', CDK_DEFAULT_ACCOUNT: '1', PATH: '/bin' },
    runProcess: async (request) => {
      requests.push(request);
      const isBuild = request.command === 'make';
      if (failing === (isBuild ? 'make' : 'synth')) return { code: 7, output: 'it says why\n' };
      const output = request.args[request.args.indexOf('--output') + 1];
      if (!isBuild && output !== undefined) {
        mkdirSync(output);
        writeFileSync(join(output, 'manifest.json'), '{}');
      }
      return { code: 0, output: 'chatter' };
    },
  });
  return { host, requests };
}

/** Calls it as `start` does. */
const ensure = (project: LoadedProject, host: Host, stage = 'dev') =>
  ensureLocalAssembly(project, host, { stage, served: () => servedAssemblies(project.stateDirectory, host) });

describe('ensureLocalAssembly', () => {
  it('builds, then synthesizes for the stage without credentials or account of AWS', async () => {
    const project = projectIn(makeProjectRoot());
    const { host, requests } = toolHost();
    const { directory, reused } = await ensure(project, host);
    expect(reused).toBe(false);
    expect(basename(directory)).toMatch(/^dev-[0-9a-f]{16}$/);
    expect(existsSync(join(directory, 'manifest.json'))).toBe(true);
    const [build, synth] = requests;
    expect(build).toMatchObject({ command: 'make', args: ['all'], cwd: project.root });
    expect(synth).toMatchObject({ command: process.execPath, cwd: join(project.root, 'infra') });
    expect(synth!.args).toEqual(
      expect.arrayContaining(['synth', '--quiet', '--context', 'stage=dev', '--no-lookups', '--no-notices']),
    );
    expect(synth!.env).toMatchObject({ AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_CLI_TELEMETRY: '1' });
    expect(Object.keys(synth!.env)).not.toEqual(expect.arrayContaining(['AWS_PROFILE']));
    expect(JSON.stringify(synth!.env)).not.toContain('"sk"');
    expect(synth!.env['CDK_DEFAULT_ACCOUNT']).toBeUndefined();
    expect(host.err()).not.toContain('chatter');
  });

  it('reuses an assembly of the same inputs, and builds again when one changes', async () => {
    const project = projectIn(makeProjectRoot());
    const { host, requests } = toolHost();
    const first = await ensure(project, host);
    expect(await ensure(project, host)).toEqual({ directory: first.directory, reused: true });
    expect(requests).toHaveLength(2);
    writeFileSync(join(project.root, 'src', 'a.ts'), 'b');
    const second = await ensure(project, host);
    expect(second.reused).toBe(false);
    expect(readdirSync(join(project.stateDirectory, 'assembly'))).toEqual([basename(second.directory)]);
  });

  it('keeps an outdated assembly that a platform serves, and those of other stages', async () => {
    const project = projectIn(makeProjectRoot());
    const { host } = toolHost();
    const served = await ensure(project, host);
    const prod = await ensure(project, host, 'prod');
    writeRun(project.stateDirectory, { ...runState, assembly: served.directory });
    writeFileSync(join(project.root, 'src', 'a.ts'), 'b');
    await ensure(project, host);
    expect(existsSync(served.directory)).toBe(true);
    expect(existsSync(prod.directory)).toBe(true);
  });

  it.each([
    { failing: 'make', what: 'The build failed' },
    { failing: 'synth', what: 'Synthesis failed' },
  ] as const)('shows what $failing printed when it fails, and leaves nothing', async ({ failing, what }) => {
    const project = projectIn(makeProjectRoot());
    const { host } = toolHost(failing);
    await expect(ensure(project, host)).rejects.toThrow(CliError);
    expect(host.err()).toContain('it says why\n');
    await expect(ensure(project, host)).rejects.toThrow(`${what}. Given: `);
    expect(readdirSync(join(project.stateDirectory, 'assembly'))).toEqual([]);
    expect(existsSync(join(project.stateDirectory, 'build.lock'))).toBe(false);
  });

  it('reports a missing build program', async () => {
    const host = fakeHost({ runProcess: () => Promise.reject(new Error('spawn make ENOENT')) });
    await expect(ensure(projectIn(makeProjectRoot()), host)).rejects.toThrow('The build failed');
    expect(host.err()).toContain('spawn make ENOENT');
  });
});
