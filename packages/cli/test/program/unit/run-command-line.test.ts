import { describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fetchBy } from '../../support/fetch-by.ts';
import { hostInProject } from '../../support/host-in-project.ts';
import { runState } from '../../support/run-state.ts';
import { token } from '../../support/token.ts';

describe('runCommandLine', () => {
  it('finds the project upwards and prints a token and nothing else', async () => {
    const host = hostInProject({ fetch: fetchBy(() => Response.json({ access_token: token('x') })) });
    expect(await runCommandLine(['mint', '--client', 'reader'], host)).toBe(0);
    expect(host.out()).toBe(`${token('x')}\n`);
    expect(host.err()).toBe('');
  });

  it('tells wrong use as JSON too, where JSON is asked for', async () => {
    const host = fakeHost();
    expect(await runCommandLine(['start', '--json', `--tokn=${token('x')}`], host)).toBe(1);
    expect(JSON.parse(host.out())).toEqual({
      version: 1,
      status: 'failed',
      message: expect.stringMatching(/^unknown option '--tokn=\.\.\.'/),
    });
    expect(host.err()).toContain("error: unknown option '--tokn=...'");
  });

  it('shows its version', async () => {
    const host = fakeHost();
    expect(await runCommandLine(['--version'], host)).toBe(0);
    expect(host.out()).toMatch(/^\d+\.\d+\.\d+\n$/);
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
    const host = hostInProject();
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
    const host = hostInProject();
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
    const host = hostInProject({
      fetch: fetchBy((request) =>
        request.url === runState.tokenEndpoint
          ? Response.json({ access_token: token('x') })
          : new Response(null, { status: 500 }),
      ),
    });
    expect(await runCommandLine(['matrix', '--live'], host)).toBe(1);
    expect(host.err()).toBe('');
  });

  it('shows the stack trace of a defect', async () => {
    const host = hostInProject({
      isAlive: () => {
        throw new Error(`odd ${token('x')}`);
      },
    });
    expect(await runCommandLine(['mint'], host)).toBe(1);
    expect(host.err()).toMatch(
      /^error: this is a defect of scopegate, please report it: Error: odd \[token\]\n {4}at /,
    );
  });
});
