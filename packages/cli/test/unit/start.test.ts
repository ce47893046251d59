import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { Platform, PlatformOptions, RequestTrace } from '@scopegate/local';
import type { Host, PlatformModule } from '../../src/host/host.ts';
import { watchInterruption } from '../../src/host/interruption.ts';
import { functionLine, requestLine } from '../../src/run/log-lines.ts';
import { lastFile, writeRun } from '../../src/run/state-files.ts';
import { CliError } from '../../src/shell/cli-error.ts';
import { startProject as start } from '../../src/start/start-project.ts';
import { type FakeHost, fakeHost, projectIn, runState, temporaryDirectory, token } from './support.ts';

class TemplateError extends Error {
  faults = [
    {
      stack: 'shop-dev',
      logicalId: 'Fn',
      type: 'AWS::Lambda::Function',
      path: 'Properties.Runtime',
      reason: 'No.',
      remedy: 'Do.',
    },
    { path: 'parameters.Word', reason: 'None such.', remedy: 'Correct it.' },
  ];
}
class PortInUseError extends Error {
  port = 3000;
}

const platform = {
  apis: [{ stack: 'shop-dev', logicalId: 'Api', apiId: 'a', name: 'Shop', url: 'http://127.0.0.1:3000' }],
  pools: [],
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
  /** Until it serves; fails with a start that ends before. */
  const ready = async (running: Promise<number>): Promise<void> => {
    let isOver = false;
    const end = (): void => {
      isOver = true;
    };
    running.then(end, end);
    // However long the disk takes: a start that fails says nothing more.
    while (!isOver && !host.out().includes('ready')) await new Promise(setImmediate);
    if (isOver) await running;
    expect(host.out()).toContain('ready');
  };
  return { host, project, started, close, ready };
}

describe('start', () => {
  it('serves until a signal, shows where and who may call, and takes its records back', async () => {
    const { host, project, started, close, ready } = setUp();
    const running = start(project, host, { fresh: true });
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
        stack: 'shop-dev',
        port: 3000,
        stateDirectory: join(project.stateDirectory, '3000'),
        fresh: true,
      },
    ]);
    expect(close).not.toHaveBeenCalled();
    host.signal();
    expect(await running).toBe(0);
    expect(close).toHaveBeenCalledTimes(1);
    expect(existsSync(lastFile(project.stateDirectory))).toBe(false);
    expect(readdirSync(join(project.stateDirectory, '3000'))).toEqual([]);
  });

  it('passes on stage, port and environment', async () => {
    const { host, project, started, ready } = setUp();
    writeFileSync(join(project.root, 'env.json'), '{"Fn":{"NAME":"value"}}');
    const running = start(project, host, { stage: 'prod', port: 0, env: 'env.json' });
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
        '    No.',
        '    What to do: Do.',
        '',
        '  --parameter Word',
        '    None such.',
        '    What to do: Correct it.',
      ].join('\n'),
    },
    { name: 'a port taken meanwhile', failure: new PortInUseError(), exitCode: 1, message: 'Port 3000 is taken' },
  ])('tells of $name and leaves nothing of the port', async ({ failure, exitCode, message }) => {
    const { host, project } = setUp({}, failure);
    const error = await start(project, host, {}).catch((thrown: unknown) => thrown as CliError);
    expect(error).toBeInstanceOf(CliError);
    expect(error).toMatchObject({ exitCode, message: expect.stringContaining(message) });
    expect(readdirSync(project.stateDirectory)).toEqual(['assembly']);
    expect(host.out()).toBe('');
  });

  it('keeps the data of an earlier run when it fails', async () => {
    const { host, project } = setUp({}, new Error('boom'));
    mkdirSync(join(project.stateDirectory, '3000', 'tables'), { recursive: true });
    await expect(start(project, host, {})).rejects.toThrow('boom');
    expect(existsSync(join(project.stateDirectory, '3000', 'tables'))).toBe(true);
  });

  it('finds a taken port before it builds or touches anything', async () => {
    const { host, project } = setUp({
      isPortFree: async () => false,
      runProcess: () => Promise.reject(new Error('built')),
    });
    await expect(start(project, host, { fresh: true })).rejects.toThrow(
      'Port 3000 is taken. Given: --port 3000. Allowed',
    );
    expect(existsSync(project.stateDirectory)).toBe(false);
    writeRun(project.stateDirectory, runState);
    await expect(start(project, host, {})).rejects.toThrow('the platform of process 4242 serves');
  });

  it('ends quietly when interrupted before it serves', async () => {
    const { host, project, close } = setUp({ runProcess: async () => ({ code: undefined, output: '' }) });
    const running = start(project, host, {});
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
    await expect(start(project, host, options)).rejects.toThrow(message);
  });

  it.each([
    { log: 'text' as const, shown: ['[fn] hello', 'GET /items | 200'] },
    { log: 'json' as const, shown: ['"path":"/items"'] },
  ])('logs $log on stderr', async ({ log, shown }) => {
    const { host, project, started, ready } = setUp();
    const running = start(project, host, { log });
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

describe('log lines', () => {
  it('obey nothing in foreign text and show no token', () => {
    expect(functionLine('fn', `\u001b[2J${token('x')}\nforged\n`)).toBe('[fn] \\x1b[2J[token]\\x0aforged\n');
    expect(requestLine({ ...trace, path: '/a\r\nb' })).toBe('now | GET /a\\x0d\\x0ab | 200 | no route\n');
  });
});

describe('watchInterruption', () => {
  it('asks at the first signal, takes an echo for the same, and gives up at the next', () => {
    let now = 0;
    const host = fakeHost({ now: () => now });
    const abandon = jest.fn();
    const { signal, end } = watchInterruption(host, abandon);
    host.signal();
    expect(signal.aborted).toBe(true);
    now = 50;
    host.signal();
    expect(host.exits).toEqual([]);
    now = 1_000;
    host.signal();
    expect(abandon).toHaveBeenCalledTimes(1);
    expect(host.exits).toEqual([130]);
    end();
    host.signal();
    expect(host.exits).toEqual([130]);
  });
});
