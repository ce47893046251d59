import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Host } from '../../src/host/host.ts';
import { runCommandLine } from '../../src/program/run-command-line.ts';
import { defineProject, type Project } from '../../src/project/project.ts';
import { writeRun } from '../../src/run/state-files.ts';
import { CliError } from '../../src/shell/cli-error.ts';
import { fakeHost, fetchBy, projectIn, runState, temporaryDirectory, token } from './support.ts';

/** A machine whose working directory is deep in a project. */
function inProject(overrides: Partial<Host> = {}) {
  const root = temporaryDirectory();
  const cwd = join(root, 'a', 'b');
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(root, 'scopegate.config.ts'), '');
  const { root: _root, stateDirectory, ...project } = projectIn(root);
  writeRun(stateDirectory, runState);
  return fakeHost({ cwd, importModule: async () => ({ default: project }), ...overrides });
}

describe('run', () => {
  it('finds the project upwards and prints a token and nothing else', async () => {
    const host = inProject({ fetch: fetchBy(() => Response.json({ access_token: token('x') })) });
    expect(await runCommandLine(['mint', '--client', 'reader'], host)).toBe(0);
    expect(host.out()).toBe(`${token('x')}\n`);
    expect(host.err()).toBe('');
  });

  it.each([
    { args: ['mint', '--prt', '1'], message: "unknown option '--prt'\n(Did you mean --port?)" },
    { args: ['mint', 'x'], message: 'too many arguments' },
    { args: ['mtrix'], message: 'Did you mean matrix?' },
    { args: ['call', 'GET'], message: "missing required argument 'path'" },
    { args: ['call', 'GET', '/', 'extra'], message: 'too many arguments' },
    { args: ['start', '--port', '70000'], message: 'Allowed: a whole number from 0 to 65535' },
    { args: ['start', '--log', 'xml'], message: 'Allowed choices are text, json' },
    { args: ['mint', '--port', '0'], message: 'Allowed: a whole number from 1 to 65535' },
    { args: ['mint', '--client', 'bob'], message: 'error: There is no such client. Given: "bob"' },
    { args: ['deploy', '--stage', 'x'], message: 'There is no such stage' },
  ])('refuses $args with exit code 1 and a clean stdout', async ({ args, message }) => {
    const host = inProject();
    expect(await runCommandLine(args, host)).toBe(1);
    expect(host.err()).toContain(message);
    expect(host.err()).not.toContain('    at ');
    expect(host.out()).toBe('');
  });

  it.each([
    { args: ['call', 'GET', '/', `--tokn=${token('x')}`] },
    { args: ['call', 'GET', '/', '--tokn=opaque-secret'] },
    { args: ['call', 'GET', '/', token('x')] },
    { args: ['call', token('x'), '/'] },
    { args: ['mint', '--client', token('x')] },
  ])('never repeats a token: row %#', async ({ args }) => {
    const host = inProject();
    expect(await runCommandLine(args, host)).toBe(1);
    expect(host.err()).not.toMatch(/eyJ|opaque-secret/);
  });

  it.each(['start', 'mint', 'call', 'matrix', 'deploy'])('explains %s with examples', async (command) => {
    const host = fakeHost();
    expect(await runCommandLine([command, '--help'], host)).toBe(0);
    expect(host.out()).toMatch(new RegExp(`^Usage: scopegate ${command} \\[options\\]`));
    expect(host.out()).toContain(`Examples:\n  scopegate ${command}`);
    expect(host.err()).toBe('');
  });

  it('gives the exit code of the command', async () => {
    const host = inProject({
      fetch: fetchBy((request) =>
        request.url === runState.tokenEndpoint
          ? Response.json({ access_token: token('x') })
          : new Response(null, { status: 500 }),
      ),
    });
    expect(await runCommandLine(['matrix', '--live'], host)).toBe(1);
    expect(host.err()).toBe('');
  });

  it('shows the trace of what is not the user his mistake', async () => {
    const host = inProject({
      isAlive: () => {
        throw new Error(`odd ${token('x')}`);
      },
    });
    expect(await runCommandLine(['mint'], host)).toBe(1);
    expect(host.err()).toMatch(
      /^error: this is a defect of scopegate, please report it: Error: odd \[token\]\n {4}at /,
    );
  });

  it('says so when there is no project', async () => {
    const host = fakeHost({ cwd: temporaryDirectory() });
    expect(await runCommandLine(['matrix'], host)).toBe(1);
    expect(host.err()).toContain('error: There is no scopegate.config.ts.');
  });

  it.each([
    {
      name: 'does not load',
      importModule: () => Promise.reject(new Error('no such module')),
      message: 'Given: no such module',
    },
    { name: 'exports nothing', importModule: async () => ({}), message: 'did not come from defineProject' },
    {
      name: 'is refused',
      importModule: () => Promise.reject(new CliError({ what: 'W', given: 'g', allowed: 'a', remedy: 'R' })),
      message: 'W. Given: g. Allowed: a. R.',
    },
  ])('says so when the configuration $name', async ({ importModule, message }) => {
    const host = inProject({ importModule });
    expect(await runCommandLine(['matrix'], host)).toBe(1);
    expect(host.err()).toContain(message);
  });
});

describe('defineProject', () => {
  const { root: _root, stateDirectory: _stateDirectory, ...project } = projectIn('/nowhere');

  it('gives a sound project back', () => {
    expect(defineProject(project)).toBe(project);
  });

  it('reports every fault at once', () => {
    const faulty: Project = {
      ...project,
      defaultClient: 'bob',
      clients: [...project.clients, { name: 'reader', scopes: ['items:eat'] }],
      app: { ...project.app, stages: ['../x'] },
      build: [],
      inputs: [],
    };
    expect(() => defineProject(faulty)).toThrow(CliError);
    for (const part of [
      '6 faults',
      '"bob" is none',
      '"reader" appears twice',
      '"items:eat"',
      '"../x"',
      'build is empty',
      'inputs is empty',
    ]) {
      expect(() => defineProject(faulty)).toThrow(part);
    }
  });
});
