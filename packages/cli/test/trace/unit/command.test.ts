import { describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../src/program/run-command-line.ts';
import { hostWithAdmin } from '../../support/host-with-admin.ts';

const trace = (id: string) => ({ id, time: '2026-01-01T00:00:00.000Z', method: 'GET', path: '/items', status: 200 });

describe('scopegate trace', () => {
  it('lists the last requests, or one', async () => {
    const { asked, host } = hostWithAdmin(() => Response.json({ traces: [trace('a'), trace('b')] }));
    expect(await runCommandLine(['trace'], host)).toBe(0);
    expect(host.out().match(/GET \/items \| 200/g)).toHaveLength(2);
    expect(await runCommandLine(['trace', '--id', 'a=', '--last', '1', '--json'], host)).toBe(0);
    expect(asked.map(({ url }) => new URL(url).search)).toEqual(['?last=20', '?last=1&id=a%3D']);
    expect(host.out()).toContain(`${JSON.stringify(trace('b'))}\n`);
  });

  it('shows input, steps and output of the authorizer and the logs of the function, for one request', async () => {
    const authorizer = {
      outcome: 'deny',
      cache: 'miss',
      durationMs: 1,
      input: { headers: { authorization: '[redacted]' } },
      output: { isAuthorized: false, context: { why: 'a\u001b[2Jb' } },
      steps: [{ scopegateTrace: 1, step: 'decide', reason: 'insufficient_scope' }],
    };
    const integration = { outcome: 'returned', durationMs: 1, logs: ['ERROR fine is not defined\n'] };
    const { host } = hostWithAdmin(() => Response.json({ traces: [{ ...trace('a'), authorizer, integration }] }));
    expect(await runCommandLine(['trace', '--id', 'a='], host)).toBe(0);
    const [, ...lines] = host.out().split('\n');
    expect(lines).toEqual([
      '  answered by handler',
      '  authorizer input {"headers":{"authorization":"[redacted]"}}',
      '  authorizer step {"scopegateTrace":1,"step":"decide","reason":"insufficient_scope"}',
      '  authorizer output {"isAuthorized":false,"context":{"why":"a\\u001b[2Jb"}}',
      '  log ERROR fine is not defined',
      '',
    ]);
    expect(await runCommandLine(['trace'], host)).toBe(0);
    expect(host.out().split('\n')).toHaveLength(8);
  });

  it('says so where the request is not known', async () => {
    const { host } = hostWithAdmin(() => Response.json({ traces: [] }));
    expect(await runCommandLine(['trace', '--id', 'gone='], host)).toBe(1);
    expect(host.err()).toContain('The platform knows no such request. Given: --id gone=.');
    expect(await runCommandLine(['trace'], host)).toBe(0);
  });

  it('follows until the stream ends', async () => {
    const events = `: open\n\nid: 1\nevent: trace\ndata: ${JSON.stringify(trace('a'))}\n\n`;
    const { asked, host } = hostWithAdmin(() => new Response(events));
    expect(await runCommandLine(['trace', '--follow', '--json'], host)).toBe(0);
    expect(asked.map(({ url }) => url)).toEqual(['http://127.0.0.1:9998/traces/stream?last=20']);
    expect(host.out()).toBe(`${JSON.stringify(trace('a'))}\n`);
  });

  it('follows until it is interrupted', async () => {
    let abort: () => void = () => undefined;
    const { host } = hostWithAdmin(() => Response.json({}), {
      onSignal: (listener) => {
        abort = listener;
        return () => undefined;
      },
      fetch: (_input, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
          setImmediate(abort);
        }),
    });
    expect(await runCommandLine(['trace', '--follow'], host)).toBe(0);
    expect(host.err()).toBe('');
  });

  it.each([
    ['--last', '0'],
    ['--last', 'x'],
    ['--follow', '--id', 'a'],
  ])('refuses %s %s', async (...args) => {
    const { asked, host } = hostWithAdmin(() => Response.json({ traces: [] }));
    expect(await runCommandLine(['trace', ...args], host)).toBe(1);
    expect(asked).toEqual([]);
  });
});
