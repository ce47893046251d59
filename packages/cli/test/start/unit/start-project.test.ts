import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { Platform, PlatformOptions, RequestTrace } from '@scopegate/local';
import type { Host, PlatformModule } from '../../../src/host/host.ts';
import { lastFile, writeRun } from '../../../src/run/state-files.ts';
import { CliError } from '../../../src/shell/cli-error.ts';
import { startProject } from '../../../src/start/start-project.ts';
import { type FakeHost, fakeHost } from '../../support/fake-host.ts';
import { projectIn } from '../../support/project-in.ts';
import { runState } from '../../support/run-state.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

class TemplateError extends Error {
  faults = [
    {
      rule: 'function-runtime',
      where: { stack: 'shop-dev', logicalId: 'Fn', type: 'AWS::Lambda::Function', path: 'Properties.Runtime' },
      what: 'No',
      given: '"x"',
      allowed: 'y',
      remedy: 'Do.',
      option: { name: 'issuerKeys', entry: 'https://i.example/?a' },
    },
    {
      rule: 'unknown-parameter',
      where: { option: { name: 'parameters', entry: 'Word' } },
      what: 'None such.',
      remedy: 'Correct it.',
    },
  ];
}

class PortInUseError extends Error {
  port = 3000;
}

const platform = {
  apis: [{ stack: 'shop-dev', logicalId: 'Api', apiId: 'a', name: 'Shop', url: 'http://127.0.0.1:3000' }],
  pools: [],
  issuers: [],
  warnings: [],
  issuerHost: 'http://127.0.0.1:9997',
  authorizers: [],
  iam: runState.iam,
  databaseEndpoint: 'http://127.0.0.1:8000',
  tables: [],
  admin: runState.admin,
  notRun: [
    { stack: 'shop-dev', logicalId: 'A', type: 'AWS::CloudWatch::Alarm' },
    { stack: 'shop-dev', logicalId: 'B', type: 'AWS::CloudWatch::Alarm' },
  ],
  deviations: [{ stack: 'shop-dev', logicalId: 'Fn', text: 'Declared for an older Node.' }],
};

function setUp(overrides: Partial<Host> = {}, failure?: Error) {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'scopegate.config.ts'), '');
  writeFileSync(join(root, 'src', 'a.ts'), '');
  const started: PlatformOptions[] = [];
  const close = jest.fn(async () => undefined);
  const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
    started.push(options);
    if (failure !== undefined) throw failure;
    return { ...platform, close } as unknown as Platform;
  };
  const host: FakeHost = fakeHost({
    cwd: root,
    runProcess: async ({ args }) => {
      const output = args[args.indexOf('--output') + 1];
      if (args.includes('synth') && output !== undefined) {
        mkdirSync(output);
        writeFileSync(join(output, 'manifest.json'), '{}');
      }
      return { code: 0, output: '' };
    },
    loadPlatform: async () => ({ startPlatform, TemplateError, PortInUseError }) as unknown as PlatformModule,
    ...overrides,
  });
  const project = projectIn(root);
  /** Waits until it serves; fails when the start ends before. */
  const ready = async (running: Promise<number>): Promise<void> => {
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    running.then(end, end);
    // Without a time limit, because disks may be slow; a start that fails has ended.
    while (!isOver && !host.out().includes('ready')) await new Promise(setImmediate);
    if (isOver) await running;
    expect(host.out()).toContain('ready');
  };
  return { host, project, started, close, ready };
}

describe('startProject', () => {
  it('serves until a signal, shows URLs and matrix, and removes its records', async () => {
    const { host, project, started, close, ready } = setUp();
    const running = startProject(project, host, { fresh: true });
    await ready(running);
    expect(host.out()).toBe('ready http://127.0.0.1:3000\n');
    expect(host.err()).toContain('Shop  http://127.0.0.1:3000');
    expect(host.err()).toMatch(/^POST \/items +- +- +yes$/m);
    expect(host.err()).toContain('not run locally: 2 AWS::CloudWatch::Alarm');
    expect(host.err()).toContain('differs from AWS: Fn: Declared for an older Node.\n');
    expect(host.err()).toContain('  scopegate call GET /items --client reader\n  scopegate mint --client writer\n');
    const record = JSON.parse(readFileSync(lastFile(project.stateDirectory), 'utf8'));
    expect(record).toMatchObject({ version: 1, port: 3000, pid: 4242, startedAt: '2026-01-01T00:00:00.000Z' });
    expect(started).toEqual([
      {
        assembly: record.assembly,
        onRead: expect.any(Function),
        onFailure: expect.any(Function),
        stack: 'shop-dev',
        port: 3000,
        stateDirectory: join(project.stateDirectory, '3000'),
        fresh: true,
        takesTimeZone: true,
      },
    ]);
    expect(close).not.toHaveBeenCalled();
    host.signal();
    expect(await running).toBe(0);
    expect(close).toHaveBeenCalledTimes(1);
    expect(existsSync(lastFile(project.stateDirectory))).toBe(false);
    expect(readdirSync(join(project.stateDirectory, '3000'))).toEqual([]);
  });

  it('keeps an outdated assembly that another platform serves', async () => {
    const { host, project, ready } = setUp({ isAlive: (pid) => pid === 4242 || pid === 7 });
    const assemblies = join(project.stateDirectory, 'assembly');
    const [served, outdated] = [join(assemblies, 'dev-0000000000000000'), join(assemblies, 'dev-1111111111111111')];
    for (const directory of [served, outdated]) mkdirSync(directory, { recursive: true });
    writeRun(project.stateDirectory, { ...runState, port: 4000, pid: 7, assembly: served });
    const running = startProject(project, host, {});
    await ready(running);
    host.signal();
    await running;
    expect([existsSync(served), existsSync(outdated)]).toEqual([true, false]);
  });

  it('passes on stage, port and environment', async () => {
    const { host, project, started, ready } = setUp();
    writeFileSync(join(project.root, 'env.json'), '{"Fn":{"NAME":"value"}}');
    const running = startProject(project, host, { stage: 'prod', port: 0, env: 'env.json' });
    await ready(running);
    host.signal();
    await running;
    expect(started[0]).toMatchObject({
      stack: 'shop-prod',
      port: 5555,
      environmentOverrides: { Fn: { NAME: 'value' } },
    });
  });

  it.each([
    {
      name: 'a template that cannot be run',
      failure: new TemplateError('all faults.'),
      exitCode: 3,
      message: [
        'Stack shop-dev cannot be run as AWS would run it: 2 faults. Nothing is served.',
        '',
        '  shop-dev/Fn (AWS::Lambda::Function)  Properties.Runtime',
        '    No. Given: "x". Allowed: y.',
        '    What to do: Do.',
        "    Or with --issuer 'https://i.example/?a=FILE_OR_URL'",
        '',
        '  --parameter Word',
        '    None such.',
        '    What to do: Correct it.',
      ].join('\n'),
    },
    { name: 'a port taken meanwhile', failure: new PortInUseError(), exitCode: 1, message: 'Port 3000 is taken' },
  ])('reports $name and removes the directory of the port', async ({ failure, exitCode, message }) => {
    const { host, project } = setUp({}, failure);
    const error = await startProject(project, host, {}).catch((thrown: unknown) => thrown as CliError);
    expect(error).toBeInstanceOf(CliError);
    expect(error).toMatchObject({ exitCode, message: expect.stringContaining(message) });
    expect(readdirSync(project.stateDirectory)).toEqual(['assembly']);
    expect(host.out()).toBe('');
  });

  it('keeps the data of an earlier run when it fails', async () => {
    const { host, project } = setUp({}, new Error('boom'));
    mkdirSync(join(project.stateDirectory, '3000', 'tables'), { recursive: true });
    await expect(startProject(project, host, {})).rejects.toThrow('boom');
    expect(existsSync(join(project.stateDirectory, '3000', 'tables'))).toBe(true);
  });

  it('reports a taken port before it builds or writes anything', async () => {
    const { host, project } = setUp({
      isPortFree: async () => false,
      runProcess: () => Promise.reject(new Error('built')),
    });
    await expect(startProject(project, host, { fresh: true })).rejects.toThrow(
      'Port 3000 is taken. Given: --port 3000. Allowed',
    );
    expect(existsSync(project.stateDirectory)).toBe(false);
    writeRun(project.stateDirectory, runState);
    await expect(startProject(project, host, {})).rejects.toThrow('the platform of process 4242 serves');
  });

  it('ends quietly when interrupted before it serves', async () => {
    const { host, project, close } = setUp({ runProcess: async () => ({ code: undefined, output: '' }) });
    const running = startProject(project, host, {});
    await new Promise(setImmediate);
    host.signal();
    await expect(running).rejects.toMatchObject({ name: 'CliError', exitCode: 130 });
    expect(close).not.toHaveBeenCalled();
  });

  it.each([
    { options: { stage: 'test' }, message: 'Given: --stage test. Allowed: dev, prod' },
    { options: { env: 'none.json' }, message: 'The file of --env cannot be used' },
  ])('refuses $options', async ({ options, message }) => {
    const { host, project } = setUp();
    await expect(startProject(project, host, options)).rejects.toThrow(message);
  });

  it.each([
    { log: 'text' as const, shown: ['[fn] hello', 'GET /items | 200'] },
    { log: 'json' as const, shown: ['"path":"/items"'] },
  ])('logs $log on stderr', async ({ log, shown }) => {
    const { host, project, started, ready } = setUp();
    const running = startProject(project, host, { log });
    await ready(running);
    started[0]!.onLog?.('fn', 'hello');
    started[0]!.onTrace?.(trace);
    host.signal();
    await running;
    for (const text of shown) expect(host.err()).toContain(text);
    expect(host.out()).toBe('ready http://127.0.0.1:3000\n');
  });
});

const trace: RequestTrace = { id: 'x', time: 'now', method: 'GET', path: '/items', status: 200 };
