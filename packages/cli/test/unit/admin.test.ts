import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Host } from '../../src/host/host.ts';
import { runCommandLine } from '../../src/program/run-command-line.ts';
import { writeRun } from '../../src/run/state-files.ts';
import { parseDuration } from '../../src/shell/parse-duration.ts';
import { readEvents } from '../../src/trace/read-events.ts';
import { fakeHost, fetchBy, projectIn, runState, temporaryDirectory } from './support.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly secret: string | null;
  readonly body: string;
}

function inProject(respond: (url: URL) => Response, overrides: Partial<Host> = {}) {
  const cwd = temporaryDirectory();
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'scopegate.config.ts'), '');
  const { root: _root, stateDirectory, ...project } = projectIn(cwd);
  writeRun(stateDirectory, runState);
  const asked: Asked[] = [];
  const fetch = fetchBy((request, body) => {
    const { method, url, headers } = request;
    asked.push({ method, url, secret: headers.get('x-scopegate-admin'), body });
    return respond(new URL(url));
  });
  return { asked, host: fakeHost({ cwd, fetch, importModule: async () => ({ default: project }), ...overrides }) };
}

const trace = (id: string) => ({ id, time: '2026-01-01T00:00:00.000Z', method: 'GET', path: '/items', status: 200 });

describe('parseDuration', () => {
  it.each([
    { text: '5m', milliseconds: 300_000 },
    { text: '+90s', milliseconds: 90_000 },
    { text: '1h30m', milliseconds: 5_400_000 },
    { text: '250ms', milliseconds: 250 },
    { text: '2d', milliseconds: 172_800_000 },
    ...['', '5', 'm', '-5m', '1.5h', '5m ', '5w'].map((text) => ({ text, milliseconds: undefined })),
  ])('"$text" is $milliseconds', ({ text, milliseconds }) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});

describe('scopegate clock', () => {
  it.each([
    { args: [], method: 'GET', body: '' },
    { args: ['+5m'], method: 'POST', body: '{"advanceMilliseconds":300000}' },
    { args: ['--back', '1h'], method: 'POST', body: '{"advanceMilliseconds":-3600000}' },
  ])('$args asks with $method $body, and prints the time', async ({ args, method, body }) => {
    const { asked, host } = inProject(() => Response.json({ now: '2026-01-01T00:05:00.000Z' }));
    expect(await runCommandLine(['clock', ...args], host)).toBe(0);
    expect(asked).toEqual([{ method, url: 'http://127.0.0.1:9998/clock', secret: 'admin-secret', body }]);
    expect(host.out()).toBe('2026-01-01T00:05:00.000Z\n');
  });

  it.each([
    { args: ['soon'], words: 'Allowed: whole numbers with ms, s, m, h or d' },
    { args: ['5m', '--back', '5m'], words: 'The clock moves in one direction at a time' },
  ])('refuses $args', async ({ args, words }) => {
    const { asked, host } = inProject(() => Response.json({}));
    expect(await runCommandLine(['clock', ...args], host)).toBe(1);
    expect(host.err()).toContain(words);
    expect(asked).toEqual([]);
  });

  it('tells what the endpoint refused, and never the secret', async () => {
    const { host } = inProject(() => Response.json({ message: 'leads out of time' }, { status: 400 }));
    expect(await runCommandLine(['clock', '9999999d'], host)).toBe(1);
    expect(host.err()).toContain('400: leads out of time');
    expect(host.err()).not.toContain('admin-secret');
  });
});

describe('scopegate trace', () => {
  it('lists the last requests, or one', async () => {
    const { asked, host } = inProject(() => Response.json({ traces: [trace('a'), trace('b')] }));
    expect(await runCommandLine(['trace'], host)).toBe(0);
    expect(host.out().match(/GET \/items \| 200/g)).toHaveLength(2);
    expect(await runCommandLine(['trace', '--id', 'a=', '--last', '1', '--json'], host)).toBe(0);
    expect(asked.map(({ url }) => new URL(url).search)).toEqual(['?last=20', '?last=1&id=a%3D']);
    expect(host.out()).toContain(`${JSON.stringify(trace('b'))}\n`);
  });

  it('shows what the authorizer was given, its steps, what it gave back and what the function logged, for one request', async () => {
    const authorizer = {
      outcome: 'deny',
      cache: 'miss',
      durationMs: 1,
      input: { headers: { authorization: '[redacted]' } },
      output: { isAuthorized: false, context: { why: 'a\u001b[2Jb' } },
      steps: [{ scopegateTrace: 1, step: 'decide', reason: 'insufficient_scope' }],
    };
    const integration = { outcome: 'returned', durationMs: 1, logs: ['ERROR fine is not defined\n'] };
    const { host } = inProject(() => Response.json({ traces: [{ ...trace('a'), authorizer, integration }] }));
    expect(await runCommandLine(['trace', '--id', 'a='], host)).toBe(0);
    const [, ...lines] = host.out().split('\n');
    expect(lines).toEqual([
      '  authorizer input {"headers":{"authorization":"[redacted]"}}',
      '  authorizer step {"scopegateTrace":1,"step":"decide","reason":"insufficient_scope"}',
      '  authorizer output {"isAuthorized":false,"context":{"why":"a\\u001b[2Jb"}}',
      '  integration log ERROR fine is not defined',
      '',
    ]);
    expect(await runCommandLine(['trace'], host)).toBe(0);
    expect(host.out().split('\n')).toHaveLength(7);
  });

  it('follows until the stream ends', async () => {
    const events = `: open\n\nid: 1\nevent: trace\ndata: ${JSON.stringify(trace('a'))}\n\n`;
    const { asked, host } = inProject(() => new Response(events));
    expect(await runCommandLine(['trace', '--follow', '--json'], host)).toBe(0);
    expect(asked.map(({ url }) => url)).toEqual(['http://127.0.0.1:9998/traces/stream?last=20']);
    expect(host.out()).toBe(`${JSON.stringify(trace('a'))}\n`);
  });

  it('follows until it is interrupted', async () => {
    let abort: () => void = () => undefined;
    const { host } = inProject(() => Response.json({}), {
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
    const { asked, host } = inProject(() => Response.json({ traces: [] }));
    expect(await runCommandLine(['trace', ...args], host)).toBe(1);
    expect(asked).toEqual([]);
  });
});

describe('readEvents', () => {
  it('puts events together that come in pieces', async () => {
    const bytes = new TextEncoder().encode(': open\n\nid: 1\ndata: é1\n\ndata: a\ndata: b\n\ndata: lost');
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events: string[] = [];
    for await (const event of readEvents(pieces)) events.push(event);
    expect(events).toEqual(['é1', 'a\nb']);
  });
});
