import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withFileLock } from '../../src/host/file-lock.ts';
import { describeRun } from '../../src/run/describe-run.ts';
import { findRunIn } from '../../src/run/find-run.ts';
import { parseRunState } from '../../src/run/parse-run-state.ts';
import { lastFile, removeRun, writeRun } from '../../src/run/state-files.ts';
import { fakeHost, runState, temporaryDirectory } from './support.ts';

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('state files', () => {
  it('are readable by their owner alone, and hold what was written', () => {
    const directory = temporaryDirectory();
    writeRun(directory, runState);
    expect(modeOf(lastFile(directory))).toBe('600');
    expect(modeOf(join(directory, '3000', 'state.json'))).toBe('600');
    expect(modeOf(join(directory, '3000'))).toBe('700');
    expect(parseRunState(readFileSync(lastFile(directory), 'utf8'))).toEqual(runState);
    expect(readFileSync(join(directory, '3000', 'state.json'), 'utf8')).toBe(readFileSync(lastFile(directory), 'utf8'));
  });

  it('tighten the mode of what was there before', () => {
    const directory = temporaryDirectory();
    writeFileSync(lastFile(directory), '{}', { mode: 0o644 });
    writeRun(directory, runState);
    expect(modeOf(lastFile(directory))).toBe('600');
  });

  it('are taken back by the process that wrote them only', () => {
    const directory = temporaryDirectory();
    writeRun(directory, runState);
    writeRun(directory, { ...runState, port: 4000, pid: 7 });
    removeRun(directory, runState);
    expect(existsSync(join(directory, '3000', 'state.json'))).toBe(false);
    expect(existsSync(lastFile(directory))).toBe(true);
    removeRun(directory, { port: 4000, pid: 7 });
    expect(existsSync(lastFile(directory))).toBe(false);
    expect(existsSync(join(directory, '4000'))).toBe(true);
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
    { name: 'its process is gone', runs: [dead], port: undefined, message: 'Given: port 3000, process 7, which ended' },
    {
      name: 'the last is gone and another lives',
      runs: [living, dead],
      port: undefined,
      message: 'Allowed: --port 4000',
    },
  ])('says so when $name', ({ runs, port, message }) => {
    const stateDirectory = temporaryDirectory();
    for (const run of runs) writeRun(stateDirectory, run);
    expect(() => findRunIn([stateDirectory], host, port)).toThrow(message);
    expect(() => findRunIn([stateDirectory], host, port)).toThrow('scopegate start');
  });

  it.each(['', '{', 'null', '{"version":2}', '{"version":1,"port":"3000"}'])('takes %j for no record', (text) => {
    expect(parseRunState(text)).toBeUndefined();
  });
});

describe('parseRunState', () => {
  it('reads what was written', () => {
    expect(parseRunState(JSON.stringify(runState))).toEqual(runState);
  });

  it.each([
    { name: 'the API', foreign: { url: 'http://evil.example:80/' } },
    { name: 'an API', foreign: { apis: { Api: 'http://127.0.0.1.evil.example:80' } } },
    { name: 'the admin endpoint', foreign: { admin: { url: 'http://127.0.0.1:80@evil.example', secret: 's' } } },
    { name: 'the token endpoint', foreign: { tokenEndpoint: 'https://evil.example/token' } },
    { name: 'the token endpoint of a client', foreign: { clients: [{ tokenEndpoint: 'http://10.0.0.1:80' }] } },
    { name: 'the database', foreign: { databaseEndpoint: 'http://evil.example:80' } },
    { name: 'keys', foreign: { pools: [{ issuer: 'https://i', jwksUri: 'http://evil.example:80' }] } },
    { name: 'nothing readable', foreign: { clients: [null] } },
  ])('takes no record that leads elsewhere: $name', ({ foreign }) => {
    expect(parseRunState(JSON.stringify({ ...runState, ...foreign }))).toBeUndefined();
  });
});

describe('describeRun', () => {
  const facts = { port: 3000, pid: 1, startedAt: 0, assembly: '/a' };
  const { iam, admin } = runState;
  const database = { databaseEndpoint: 'http://d', tables: [{ stack: 's', logicalId: 'T', tableName: 't' }] };

  it('names each API by logical ID, with and without its stack, and each client with its token endpoint', () => {
    const run = describeRun(
      {
        iam,
        admin,
        ...database,
        authorizers: [],
        apis: [{ stack: 's', logicalId: 'Api', apiId: 'x', name: 'Shop', url: 'http://127.0.0.1:3000' }],
        pools: [
          {
            poolId: 'p',
            issuer: 'https://i',
            tokenEndpoint: 'http://t',
            jwksUri: 'http://k',
            clients: [{ clientId: 'c', name: 'n', scopes: [] }],
          },
        ],
      },
      facts,
    );
    expect(run).toMatchObject({ version: 1, url: 'http://127.0.0.1:3000', startedAt: '1970-01-01T00:00:00.000Z' });
    expect(run.apis).toEqual({ Api: 'http://127.0.0.1:3000', 's/Api': 'http://127.0.0.1:3000' });
    expect(run.clients).toEqual([{ clientId: 'c', name: 'n', scopes: [], tokenEndpoint: 'http://t' }]);
    expect(run.tokenEndpoint).toBe('http://t');
    expect([run.databaseEndpoint, run.tables]).toEqual(['http://d', [{ logicalId: 'T', tableName: 't' }]]);
  });

  describe('tells what the authorizer decides by', () => {
    const api = { stack: 's', logicalId: 'Api', apiId: 'x', name: 'Shop', url: 'http://127.0.0.1:3000' };
    const ours = {
      stack: 's',
      logicalId: 'Auth',
      apiId: 'x',
      codeDirectory: '/code',
      environment: { SCOPEGATE_ISSUERS: '[]', SECRET: 'hidden' },
    };
    const described = (authorizers: (typeof ours)[]) =>
      describeRun({ iam, admin, ...database, apis: [api], pools: [], authorizers }, facts);

    it('and nothing else of its environment', () => {
      const run = described([ours, { ...ours, apiId: 'other' }]);
      expect(run.authorizer).toEqual({ accessTable: '/code/access-table.json', issuers: '[]' });
      expect(JSON.stringify(run)).not.toContain('hidden');
    });

    it.each([
      { name: 'there is none', authorizers: [] },
      { name: 'there are two', authorizers: [ours, ours] },
      { name: 'it is not ours', authorizers: [{ ...ours, environment: {} as typeof ours.environment }] },
    ])('but not when $name', ({ authorizers }) => {
      expect(described(authorizers)).not.toHaveProperty('authorizer');
    });
  });

  it('refuses an assembly without an API', () => {
    expect(() => describeRun({ iam, admin, ...database, apis: [], pools: [], authorizers: [] }, facts)).toThrow(
      'no HTTP API',
    );
  });
});

describe('withFileLock', () => {
  it('waits for a living holder', async () => {
    const file = join(temporaryDirectory(), 'lock');
    const events: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const pause = async (): Promise<void> => {
      events.push('waits');
      release();
      await new Promise(setImmediate);
    };
    const host = fakeHost({ pause });
    const first = withFileLock({ file }, host, async () => {
      await held;
      events.push('first');
    });
    const second = withFileLock({ file }, host, async () => {
      events.push('second');
    });
    await Promise.all([first, second]);
    expect(events.filter((event) => event !== 'waits')).toEqual(['first', 'second']);
    expect(events[0]).toBe('waits');
    expect(existsSync(file)).toBe(false);
  });

  it('takes over from a dead holder, and ends waiting when told to', async () => {
    const file = join(temporaryDirectory(), 'lock');
    const host = fakeHost({ pause: async () => undefined });
    writeFileSync(file, '7');
    expect(await withFileLock({ file }, host, async () => 'done')).toBe('done');
    writeFileSync(file, '4242');
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(withFileLock({ file, signal }, host, async () => 'done')).rejects.toThrow('stop');
    expect(existsSync(file)).toBe(true);
  });

  it('is released when the work fails', async () => {
    const file = join(temporaryDirectory(), 'lock');
    await expect(withFileLock({ file }, fakeHost(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });
});
