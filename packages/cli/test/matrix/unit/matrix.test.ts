import { describe, expect, it } from '@jest/globals';
import { matrix } from '../../../src/matrix/matrix.ts';
import { writeRun } from '../../../src/run/state-files.ts';
import { CliError } from '../../../src/shell/cli-error.ts';
import { type FakeHost, fakeHost } from '../../support/fake-host.ts';
import { fetchBy } from '../../support/fetch-by.ts';
import { projectIn } from '../../support/project-in.ts';
import { runState } from '../../support/run-state.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { token } from '../../support/token.ts';

const scopesOf: Readonly<Record<string, readonly string[]>> = {
  reader: ['items:read'],
  writer: ['items:read', 'items:write'],
};

const needed: Readonly<Record<string, readonly string[]>> = {
  'GET /items': ['items:read'],
  'POST /items': ['items:write'],
  'DELETE /items': ['items:read', 'items:write'],
};

/** The shop as its contract says, except where `wrong` gives another answer. */
function shopHost(wrong: (request: Request, body: string, who: string) => Response | undefined = () => undefined) {
  const seen: string[] = [];
  const host = fakeHost({
    fetch: fetchBy((request, body) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/oauth2/token') {
        const id = Buffer.from(request.headers.get('authorization')!.slice(6), 'base64').toString().split(':')[0]!;
        return Response.json({ access_token: token(id.slice(3)) });
      }
      const bearer = request.headers.get('authorization')?.slice(7);
      const who = Object.keys(scopesOf).find((name) => token(name) === bearer) ?? 'nobody';
      seen.push(`${request.method} ${pathname} ${who}`);
      const held = scopesOf[who] ?? [];
      const root = `/${pathname.split('/')[1]}`;
      const rule = needed[`${request.method} ${root}`];
      const refused = new Response(null, { status: who === 'nobody' ? 401 : 403 });
      const answered = new Response(null, { status: body === '' ? 200 : 400 });
      const right = root === '/health' || (rule?.every((scope) => held.includes(scope)) ?? false) ? answered : refused;
      return wrong(request, body, who) ?? right;
    }),
  });
  const project = projectIn(temporaryDirectory());
  writeRun(project.stateDirectory, runState);
  return { host, project, seen };
}

const live = { live: true, nonce: 'probe-0' };

const parsed = (host: FakeHost) => JSON.parse(host.out());

describe('matrix', () => {
  it('prints the contract as a table', async () => {
    const host = fakeHost();
    expect(await matrix(projectIn('/nowhere'), host, { nonce: 'n' })).toBe(0);
    expect(host.out()).toBe(
      [
        'route               (no token)  reader  writer',
        'GET /health         yes         yes     yes',
        'GET /items          -           yes     yes',
        'GET /items/{id}     -           yes     yes',
        'POST /items         -           -       yes',
        'DELETE /items/{id}  -           -       yes',
        'POST /rebuild       -           -       yes',
        'POST /purge         iam         iam     iam',
        '',
      ].join('\n'),
    );
  });

  it('prints the contract as JSON', async () => {
    const host = fakeHost();
    await matrix(projectIn('/nowhere'), host, { json: true, nonce: 'n' });
    expect(parsed(host).routes[3]).toEqual({
      name: 'addItem',
      route: 'POST /items',
      access: { kind: 'scopes', anyOf: [['items:write']] },
      allowed: { '(no token)': false, reader: false, writer: true },
    });
  });

  it('measures an API that fits the contract, and reports what it did not measure', async () => {
    const { host, project } = shopHost();
    expect(await matrix(project, host, live)).toBe(0);
    expect(host.out()).toBe(
      [
        'route               (no token)  reader  writer',
        'GET /health         yes         yes     yes',
        'GET /items          -           yes     yes',
        'GET /items/{id}     -           yes     yes',
        'POST /items         -           -       yes',
        'DELETE /items/{id}  -           -       yes',
        'POST /rebuild       ?           ?       ?',
        'POST /purge         -           -       -',
        '',
        'not measured: POST /rebuild: POST without a body may change something: declare a probe',
        '18 cells measured: all as the contract says',
        '',
      ].join('\n'),
    );
  });

  it('probes open routes without tokens, and no route that it cannot probe without effect', async () => {
    const { host, project, seen } = shopHost();
    await matrix(project, host, live);
    expect(seen.filter((line) => line.startsWith('GET /health'))).toEqual(Array(3).fill('GET /health nobody'));
    expect(seen.filter((line) => line.includes('/rebuild'))).toEqual([]);
  });

  it.each([
    {
      what: 'lets everybody in',
      path: '/items',
      status: 200,
      note: 'GET /items as (no token): expected denied, measured allowed (200)',
      differ: 3,
    },
    {
      what: 'shuts everybody out',
      path: '/health',
      status: 403,
      note: 'GET /health as reader: expected allowed, measured denied (403)',
      differ: 3,
    },
    {
      what: 'fails',
      path: '/items',
      status: 502,
      note: 'GET /items as reader: expected allowed, measured failed (502)',
      differ: 6,
    },
    {
      what: 'fails where it should deny',
      path: '/purge',
      status: 500,
      note: 'POST /purge as writer: expected denied, measured failed (500)',
      differ: 3,
    },
    {
      what: 'throttles',
      path: '/items',
      status: 429,
      note: 'GET /items as reader: expected allowed, measured failed (429)',
      differ: 6,
    },
  ])('ends with 1 when the API $what', async ({ path, status, note, differ }) => {
    const { host, project } = shopHost((request) =>
      new URL(request.url).pathname === path ? new Response(null, { status }) : undefined,
    );
    expect(await matrix(project, host, live)).toBe(1);
    const lines = host.out().split('\n');
    expect(lines).toContain(`differs: ${note}`);
    expect(lines.filter((line) => line.startsWith('differs: '))).toHaveLength(differ);
    expect(lines.slice(-2)).toEqual([`18 cells measured: ${differ} differ`, '']);
  });

  it('prints measured JSON with the differences', async () => {
    const { host, project } = shopHost((_request, _body, who) => (who === 'reader' ? new Response() : undefined));
    expect(await matrix(project, host, { ...live, json: true })).toBe(1);
    const { differences, notMeasured, routes } = parsed(host);
    expect(differences).toContainEqual({
      route: 'POST /items',
      column: 'reader',
      expected: 'denied',
      measured: 'allowed',
      status: 200,
    });
    expect(notMeasured).toEqual([{ route: 'POST /rebuild', why: expect.any(String) }]);
    expect(routes[5].cells.writer).toMatchObject({ expected: 'allowed', measured: 'unmeasured' });
  });

  it('reports an API that does not answer', async () => {
    const { host, project } = shopHost(() => {
      throw Object.assign(new TypeError('fetch failed'), {
        cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
      });
    });
    await expect(matrix(project, host, live)).rejects.toThrow(CliError);
    await expect(matrix(project, host, live)).rejects.toThrow('http://127.0.0.1:3000 (ECONNREFUSED)');
  });
});
