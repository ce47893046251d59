import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Host } from '../../../src/host/host.ts';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import type { RunState } from '../../../src/run/run-state.ts';
import { writeRun } from '../../../src/run/state-files.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fetchBy } from '../../support/fetch-by.ts';
import { projectIn } from '../../support/project-in.ts';
import { runState } from '../../support/run-state.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { token } from '../../support/token.ts';

const ofTemplate: RunState = { ...runState, served: 'template', assembly: '/t/template.yaml' };

const [reader] = runState.clients;

/** A platform of a template that runs in the working directory. */
function besideTemplate(state: Partial<RunState> = {}, overrides: Partial<Host> = {}) {
  const cwd = temporaryDirectory();
  writeRun(join(cwd, '.scopegate'), { ...ofTemplate, ...state });
  const asked: string[] = [];
  const fetch = fetchBy((request, body) => {
    asked.push(`${request.method} ${request.url} ${body}`.trim());
    if (request.url.endsWith('/clock')) return Response.json({ now: 'then', epochMilliseconds: 0 });
    return Response.json({ access_token: token('x'), traces: [] });
  });
  return { cwd, asked, host: fakeHost({ cwd, fetch, ...overrides }) };
}

describe('beside a template', () => {
  it.each([
    { args: ['call', 'GET', '/x'], asked: 'GET http://127.0.0.1:3000/x' },
    { args: ['trace'], asked: 'GET http://127.0.0.1:9998/traces?last=20' },
    { args: ['clock'], asked: 'GET http://127.0.0.1:9998/clock' },
    { args: ['mint', '--client', 'reader'], asked: `POST ${runState.tokenEndpoint} grant_type=client_credentials` },
    {
      args: ['mint', '--client', 'reader', '--scope', 'items:read'],
      asked: `POST ${runState.tokenEndpoint} grant_type=client_credentials&scope=shop%2Fitems%3Aread`,
    },
  ])('$args works without a project', async ({ args, asked: wanted }) => {
    const { asked, host } = besideTemplate();
    expect(await runCommandLine(args, host)).toBe(0);
    expect(asked).toEqual([wanted]);
  });

  it('the only client need not be named', async () => {
    const { host } = besideTemplate({ clients: [reader!] });
    expect(await runCommandLine(['mint'], host)).toBe(0);
    expect(host.out()).toBe(`${token('x')}\n`);
  });

  it.each([
    { name: 'several clients', state: {}, args: ['mint'], message: 'It is not clear which client requests the token' },
    { name: 'no client', state: { clients: [] }, args: ['mint'], message: 'The platform has no clients' },
    {
      name: 'an unknown scope',
      state: {},
      args: ['mint', '--client', 'reader', '--scope', 'nope'],
      message: 'Allowed: items:read.',
    },
    {
      name: 'an unknown API',
      state: {},
      args: ['call', 'GET', '/', '--api', 'No'],
      message: 'Allowed: Api, shop-dev/Api',
    },
    {
      name: 'an unknown caller',
      state: {},
      args: ['call', 'GET', '/', '--sign', 'bob'],
      message: 'There is no such caller',
    },
  ])('says so: $name', async ({ state, args, message }) => {
    const { asked, host } = besideTemplate(state);
    expect(await runCommandLine(args, host)).toBe(1);
    expect(host.err()).toContain(message);
    expect(asked).toEqual([]);
  });

  it('a call goes to the API that is named, signed by the caller that is named', async () => {
    let headers = new Headers();
    const bob = { name: 'bob', accessKeyId: 'AKIABOB', secretAccessKey: 's', sessionToken: 'session' };
    const state = { apis: { Other: 'http://127.0.0.1:4000' }, identities: [bob] };
    const { host } = besideTemplate(state, {
      fetch: fetchBy((request) => {
        if (request.url.endsWith('/clock')) return Response.json({ epochMilliseconds: Date.UTC(2030, 0, 1) });
        expect(request.url).toBe('http://127.0.0.1:4000/x');
        ({ headers } = request);
        return Response.json({});
      }),
    });
    expect(await runCommandLine(['call', 'GET', '/x', '--api', 'Other', '--sign', 'bob'], host)).toBe(0);
    expect(headers.get('authorization')).toContain('Credential=AKIABOB/20300101/');
    expect(headers.get('x-amz-security-token')).toBe('session');
  });

  it.each([
    { args: ['explain', 'GET', '/x'], code: 2 },
    { args: ['matrix', '--live'], code: 1 },
  ])('$args needs a contract, and says so', async ({ args, code }) => {
    const bare = besideTemplate();
    expect(await runCommandLine(args, bare.host)).toBe(code);
    expect(bare.host.err()).toContain('There is no scopegate.config.ts');

    const { cwd, host } = besideTemplate();
    writeFileSync(join(cwd, 'scopegate.config.ts'), '');
    const { root: _root, stateDirectory: _stateDirectory, ...project } = projectIn(cwd);
    const inProject = { ...host, importModule: async () => ({ default: project }) };
    expect(await runCommandLine(args, inProject)).toBe(code);
    expect(host.err()).toContain('needs a contract, and a template has none');
  });
});
