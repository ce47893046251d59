import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import { findRunIn } from '../../../src/run/find-run.ts';
import type { RunState } from '../../../src/run/run-state.ts';
import { writeRun } from '../../../src/run/state-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fetchBy } from '../../support/fetch-by.ts';
import { runState } from '../../support/run-state.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const ofTemplate: RunState = { ...runState, served: 'template', assembly: '/t/template.yaml' };

describe('findRun', () => {
  it('searches here first, then in the project, whose configuration a template does not need', async () => {
    const root = temporaryDirectory();
    const cwd = join(root, 'sub');
    mkdirSync(cwd);
    writeFileSync(join(root, 'scopegate.config.ts'), '');
    writeRun(join(root, '.scopegate'), ofTemplate);
    const called: string[] = [];
    const fetch = fetchBy(({ url }) => {
      called.push(url);
      return Response.json({});
    });
    // `importModule` of this host fails.
    const host = fakeHost({ cwd, fetch });
    expect(await runCommandLine(['call', 'GET', '/a'], host)).toBe(0);
    writeRun(join(cwd, '.scopegate'), { ...ofTemplate, url: 'http://127.0.0.1:4444' });
    expect(await runCommandLine(['call', 'GET', '/b'], host)).toBe(0);
    expect(called).toEqual(['http://127.0.0.1:3000/a', 'http://127.0.0.1:4444/b']);
  });

  it('searches no other directory above, where other users may have written', async () => {
    const root = temporaryDirectory();
    const cwd = join(root, 'sub');
    mkdirSync(cwd);
    writeRun(join(root, '.scopegate'), ofTemplate);
    const host = fakeHost({ cwd });
    expect(await runCommandLine(['call', 'GET', '/a', '--client', 'reader'], host)).toBe(1);
    expect(host.err()).toContain('No local platform is recorded');
  });
});

describe('findRunIn', () => {
  const host = fakeHost({ isAlive: (pid) => pid !== 7 });
  const living = { ...runState, port: 4000, pid: 5 };
  const dead = { ...runState, pid: 7 };

  it('finds the last started, and one by its port', () => {
    const stateDirectory = temporaryDirectory();
    writeRun(stateDirectory, runState);
    writeRun(stateDirectory, living);
    expect(findRunIn([stateDirectory], host, undefined)).toEqual(living);
    expect(findRunIn([stateDirectory], host, 3000)).toEqual(runState);
  });

  it.each([
    { name: 'nothing runs', runs: [], port: undefined, message: 'No local platform is recorded. Given: no --port' },
    { name: 'nothing runs there', runs: [living], port: 5000, message: 'Given: --port 5000. Allowed: --port 4000' },
    {
      name: 'its process has ended',
      runs: [dead],
      port: undefined,
      message: 'Given: port 3000, process 7, which ended',
    },
    {
      name: 'the last has ended and another runs',
      runs: [living, dead],
      port: undefined,
      message: 'Allowed: --port 4000',
    },
  ])('reports that $name', ({ runs, port, message }) => {
    const stateDirectory = temporaryDirectory();
    for (const run of runs) writeRun(stateDirectory, run);
    expect(() => findRunIn([stateDirectory], host, port)).toThrow(message);
    expect(() => findRunIn([stateDirectory], host, port)).toThrow('scopegate start');
  });
});
