import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { gatewaySettingsFromText, type Platform, type PlatformOptions } from '@scopegate/local';
import type { Host, PlatformModule } from '../../../src/host/host.ts';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import { lastFile } from '../../../src/run/state-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { runState } from '../../support/run-state.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

class TemplateError extends Error {
  faults = [
    {
      rule: 'unknown-stage',
      where: { stack: 's', logicalId: 'Api', option: { name: 'stage', entry: 'prod' } },
      what: 'No',
      remedy: 'Do.',
      option: { name: 'stack' },
    },
  ];
}
class PortInUseError extends Error {
  port = 3000;
}

const at = (logicalId: string) => ({ stack: 's', logicalId });
const api = {
  ...at('Api'),
  apiId: 'a',
  name: 'shop',
  url: 'http://127.0.0.1:3000',
  stages: ['prod'],
  routes: [
    { routeKey: 'GET /items/{id}', authorization: { type: 'NONE' }, target: { function: 'Get' } },
    {
      routeKey: 'POST /items',
      authorization: { type: 'JWT', authorizer: 'login', issuer: 'https://i', scopes: ['shop/write', 'shop/all'] },
      target: { function: 'Add' },
    },
    { routeKey: 'ANY /proxy', authorization: { type: 'AWS_IAM' }, target: { uri: 'http://127.0.0.1:9/x' } },
    {
      routeKey: '$default',
      authorization: { type: 'CUSTOM', authorizer: 'a', function: 'Auth' },
      target: { function: 'Get' },
    },
  ],
  skippedRoutes: ['GET /legacy'],
};
const platform = {
  apis: [
    api,
    { ...api, ...at('Other'), name: 'Other', url: 'http://127.0.0.1:4000', stages: ['$default'], routes: [] },
  ],
  domains: [{ domainName: 'api.example.com', url: 'https://127.0.0.1:5000', mutualTls: true }],
  functions: [{ ...at('Get'), functionName: 'get', runtime: 'nodejs20.x' }],
  issuers: [
    {
      issuer: 'https://acme.eu.auth0.com/',
      keys: 'stand-in' as const,
      jwksUri: 'https://acme.eu.auth0.com/.well-known/jwks.json',
      audience: ['shop'],
      clients: [],
    },
  ],
  issuerHost: 'http://127.0.0.1:9997',
  warnings: [{ stack: 's', logicalId: 'Auth', text: 'It shares verdicts.' }],
  pools: [
    {
      poolId: 'pool',
      issuer: 'https://i',
      tokenEndpoint: 'http://127.0.0.1:6000/token',
      jwksUri: 'http://127.0.0.1:6000/jwks',
      clients: [
        { clientId: 'c1', name: 'web', clientSecret: 'client-secret', scopes: ['shop/write'] },
        { clientId: 'c2', name: 'public', scopes: [] },
      ],
    },
  ],
  authorizers: [],
  iam: runState.iam,
  databaseEndpoint: 'http://127.0.0.1:8000',
  tables: [{ ...at('Items'), tableName: 'items' }],
  admin: runState.admin,
  notRun: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((id) => ({ ...at(id), type: 'AWS::SQS::Queue' })),
  deviations: [
    { ...at('Get'), text: 'Its role is not known.', option: { name: 'policies', entry: 'arn:r' } },
    { ...at('Add\u001b[2J'), text: 'Its role is not known.', option: { name: 'policies', entry: 'arn:r' } },
  ],
  sources: [],
};

function setUp(overrides: Partial<Host> = {}, { failure, apis }: { failure?: Error; apis?: [] } = {}) {
  const cwd = temporaryDirectory();
  writeFileSync(join(cwd, 'template.yaml'), '');
  const started: PlatformOptions[] = [];
  const close = jest.fn(async () => undefined);
  const startPlatform = async (options: PlatformOptions): Promise<Platform> => {
    started.push(options);
    if (failure !== undefined) throw failure;
    return { ...platform, ...(apis && { apis }), close } as unknown as Platform;
  };
  const module = { startPlatform, TemplateError, PortInUseError, gatewaySettingsFromText };
  const host = fakeHost({ cwd, loadPlatform: async () => module as unknown as PlatformModule, ...overrides });
  /** Waits until it serves, or has failed. */
  const starting = async (...args: string[]): Promise<{ readonly ended: Promise<number> }> => {
    let isOver = false;
    const ended = runCommandLine(['start', 'template.yaml', '--no-watch', ...args], host).finally(() => {
      isOver = true;
    });
    while (!isOver && !host.out().includes('\n')) await new Promise(setImmediate);
    return { ended };
  };
  const stopped = async (...args: string[]): Promise<number> => {
    const { ended } = await starting(...args);
    host.signal();
    return ended;
  };
  return { cwd, host, started, close, starting, stopped };
}

describe('startTemplate', () => {
  it('needs no project, and keeps its state below the working directory', async () => {
    const { cwd, started, stopped, close, host } = setUp();
    expect(await stopped()).toBe(0);
    expect(started).toEqual([
      {
        assembly: join(cwd, 'template.yaml'),
        onRead: expect.any(Function),
        onFailure: expect.any(Function),
        port: 3000,
        stateDirectory: join(cwd, '.scopegate', '3000'),
        fresh: false,
        takesTimeZone: true,
      },
    ]);
    expect(host.out()).toBe('ready http://127.0.0.1:3000\n');
    expect(close).toHaveBeenCalledTimes(1);
    expect(existsSync(lastFile(join(cwd, '.scopegate')))).toBe(false);
  });

  it('shows every API with its routes and their callers, then facts of the platform', async () => {
    const { host, stopped } = setUp();
    await stopped();
    expect(host.err().split('\n')).toEqual([
      'shop (Api)  http://127.0.0.1:3000/prod',
      '  GET       /items/{id}  anyone                             Get',
      '  POST      /items       token with shop/write or shop/all  Add',
      '  ANY       /proxy       signed (IAM)                       http://127.0.0.1:9/x',
      '  $default               authorizer Auth                    Get',
      '  GET       /legacy      skipped                            501',
      '',
      'Other  http://127.0.0.1:4000',
      '  GET  /legacy  skipped  501',
      '',
      'domain   api.example.com  https://127.0.0.1:5000  (needs a client certificate)',
      'token    scopegate mint --client web  shop/write',
      'issuer   https://acme.eu.auth0.com/  stood in for: its real tokens do not verify here; scopegate mint --issuer https://acme.eu.auth0.com/',
      'sign     scopegate call METHOD /path --sign',
      'tables   Items  http://127.0.0.1:8000',
      'warning  Auth: It shares verdicts.',
      'differs  Get, Add\\x1b[2J: Its role is not known. Settled by --policy arn:r=FILE.',
      'not run  AWS::SQS::Queue  A, B, C, D and 4 more',
      'try      scopegate call GET /prod/proxy --sign',
      'stopping ...',
      '',
    ]);
  });

  it('listens for signals when the template is read, not before', async () => {
    const heard: boolean[] = [];
    let listening = false;
    const onSignal = (listener: () => void) => {
      listening = true;
      const end = host.onSignal(listener);
      return () => {
        listening = false;
        return end();
      };
    };
    const { host, cwd, started, close } = setUp();
    const { startPlatform, ...module } = await host.loadPlatform();
    const reading = async (options: PlatformOptions): Promise<Platform> => {
      heard.push(listening);
      options.onRead?.();
      heard.push(listening);
      host.signal();
      return await startPlatform(options);
    };
    const loadPlatform = async () => ({ ...module, startPlatform: reading });
    expect(await runCommandLine(['start', 'template.yaml'], { ...host, onSignal, loadPlatform })).toBe(130);
    expect(heard).toEqual([false, true]);
    expect(listening).toBe(false);
    expect([started.length, close.mock.calls.length]).toEqual([1, 1]);
    expect(existsSync(lastFile(join(cwd, '.scopegate')))).toBe(false);
  });

  it('passes every option to the platform', async () => {
    const { cwd, started, stopped } = setUp();
    writeFileSync(join(cwd, 'env.json'), '{"Fn":{"A":"1"},"Parameters":{"B":"2"}}');
    await stopped(
      ...['--stack', 's', '--stack', 'shop-*', '--code', 'Fn=fn.zip'],
      ...['--aws-endpoint', 'http://127.0.0.1:4566'],
      ...['--layer', 'arn:aws:lambda:us-east-1:580247275435:layer:Words:1=words'],
      ...['--api', 'Api', '--stage', 'prod', '--port', '0', '--fresh', '--data', 'd'],
      ...['--parameter', 'A=1', '--parameter', 'B=x=y', '--skip-route', 'GET /a', '--skip-route', 'GET /b'],
      ...['--env', 'env.json', '--concurrency', '2', '--environments', '3', '--inspect'],
      ...[
        '--allow-host',
        'a.example',
        '--allow-http-host',
        'b.example',
        '--region',
        'eu-west-1',
        '--account',
        '111122223333',
      ],
      ...['--issuer', 'https://i=http://127.0.0.1:1', '--issuer', 'https://j', '--jwks-path', 'https://j=/keys'],
      ...['--setting', 'routePrecedence=method-first'],
    );
    expect(started).toEqual([
      {
        assembly: join(cwd, 'template.yaml'),
        stack: ['s', 'shop-*'],
        awsEndpoint: 'http://127.0.0.1:4566',
        code: { Fn: join(cwd, 'fn.zip') },
        layers: { 'arn:aws:lambda:us-east-1:580247275435:layer:Words:1': join(cwd, 'words') },
        onRead: expect.any(Function),
        onFailure: expect.any(Function),
        api: 'Api',
        stage: 'prod',
        port: 5555,
        stateDirectory: join(cwd, 'd'),
        fresh: true,
        takesTimeZone: true,
        parameters: { A: '1', B: 'x=y' },
        skipRoutes: ['GET /a', 'GET /b'],
        environmentOverrides: { Fn: { A: '1' } },
        environmentForAll: { B: '2' },
        concurrency: 2,
        environments: 3,
        inspectPort: 9229,
        allowHosts: ['a.example'],
        allowedHttpHosts: ['b.example'],
        region: 'eu-west-1',
        accountId: '111122223333',
        issuers: ['https://i', 'https://j'],
        jwksPaths: { 'https://j': '/keys' },
        issuerKeys: { 'https://i': { address: 'http://127.0.0.1:1' } },
        gatewaySettings: { routePrecedence: 'method-first' },
      },
    ]);
  });

  it('reports as one line of JSON, without a secret, and shows nothing else', async () => {
    const { cwd, host, stopped } = setUp();
    await stopped('--json');
    const [line, ...rest] = host.out().split('\n');
    expect(rest).toEqual(['']);
    const { apis, functions, tables, domains } = platform;
    expect(JSON.parse(line ?? '')).toMatchObject({
      status: 'ready',
      url: 'http://127.0.0.1:3000',
      apis,
      functions,
      tables,
      domains,
      admin: { url: runState.admin.url },
      record: lastFile(join(cwd, '.scopegate')),
    });
    expect(line).not.toMatch(/client-secret|admin-secret|iam-secret/);
    expect(host.err()).toBe('stopping ...\n');
  });

  it('records callers and APIs for the other commands', async () => {
    const { cwd, host, starting } = setUp();
    const { ended } = await starting('--identity', 'alice=GET /orders');
    const record = JSON.parse(readFileSync(lastFile(join(cwd, '.scopegate')), 'utf8'));
    host.signal();
    await ended;
    expect(record).toMatchObject({
      served: 'template',
      identities: [{ name: 'alice', accessKeyId: expect.stringMatching(/^AKIA/) }],
      apis: { Api: 'http://127.0.0.1:3000', 's/Other': 'http://127.0.0.1:4000' },
    });
    expect(host.err()).toContain('(as alice: --sign NAME)');
  });

  it('refuses what cannot be run with exit code 3, in text and as JSON, and leaves nothing behind', async () => {
    const { cwd, host, stopped } = setUp({}, { failure: new TemplateError() });
    expect(await stopped('--json')).toBe(3);
    expect(JSON.parse(host.out())).toMatchObject({ status: 'refused', faults: new TemplateError().faults });
    expect(host.err()).toContain('error: template.yaml cannot be run as AWS would run it: 1 fault. Nothing is served.');
    expect(host.err()).toContain('  s/Api  --stage prod\n    No.\n    What to do: Do.\n    Or with --stack NAME\n');
    expect(readdirSync(cwd)).toEqual(['template.yaml']);
  });

  it('refuses a template without an API, and closes the platform', async () => {
    const { host, stopped, close } = setUp({}, { apis: [] });
    expect(await stopped()).toBe(3);
    expect(host.err()).toContain('It has no HTTP API');
    expect(close).toHaveBeenCalledTimes(1);
  });

  it.each([
    {
      name: 'what the platform says',
      failure: new Error('The tables are odd.'),
      message: 'Given: template.yaml: The tables are odd.',
    },
    { name: 'a taken port', failure: new PortInUseError(), message: 'Port 3000 is taken' },
    {
      name: 'a defect, as one',
      failure: new TypeError('x is not a function'),
      message: 'this is a defect of scopegate',
    },
  ])('reports $name', async ({ failure, message }) => {
    const { host, stopped } = setUp({}, { failure });
    expect(await stopped('--json')).toBe(1);
    expect(host.err()).toContain(message);
    expect(JSON.parse(host.out())).toMatchObject({ status: 'failed', message: expect.any(String) });
  });

  it('releases its data when it ends, and takes over that of a process that has ended', async () => {
    const { cwd, stopped } = setUp();
    writeFileSync(join(cwd, 'd.lock'), '7');
    expect(await stopped('--data', 'd')).toBe(0);
    expect(existsSync(join(cwd, 'd.lock'))).toBe(false);
  });

  it.each([
    { args: ['--concurrency', '0'], message: 'Allowed: a whole number from 1' },
    { args: ['--inspect', 'template.yaml'], message: 'The path comes before the options' },
    { args: ['--allow-host', '*'], message: 'Allowed: an exact host name' },
    { args: ['--data', '.', '--fresh'], message: 'contains other files. Given: --data ., with template.yaml' },
    { args: ['--env', 'none.json'], message: 'The file of --env cannot be used' },
  ])('refuses $args before it starts anything', async ({ args, message }) => {
    const { cwd, host, started, stopped } = setUp();
    expect(await stopped(...args)).toBe(1);
    expect(host.err()).toContain(message);
    expect(started).toEqual([]);
    expect(readdirSync(cwd)).toEqual(['template.yaml']);
  });
});
