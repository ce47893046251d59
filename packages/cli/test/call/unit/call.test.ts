import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sha256 } from '@aws-crypto/sha256-js';
import { describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import { type CallCommandOptions, call } from '../../../src/call/call.ts';
import type { Host } from '../../../src/host/host.ts';
import { CliError } from '../../../src/shell/cli-error.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { fetchBy } from '../../support/fetch-by.ts';
import { projectIn } from '../../support/project-in.ts';
import { runState } from '../../support/run-state.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { token } from '../../support/token.ts';

function calling(respond: () => Response = () => Response.json({ a: [1] }), overrides: Partial<Host> = {}) {
  const sent: { line: string; headers: Headers; body: string }[] = [];
  const host = fakeHost({
    fetch: fetchBy((request, body) => {
      if (request.url === runState.tokenEndpoint) return Response.json({ access_token: token('x') });
      if (request.url === `${runState.admin.url}/clock`)
        return Response.json({ epochMilliseconds: Date.UTC(2026, 0, 1) });
      sent.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
      return respond();
    }),
    ...overrides,
  });
  const project = projectIn(temporaryDirectory());
  return { host, sent, run: (options: CallCommandOptions) => call({ run: runState, project }, host, options) };
}

const get = { method: 'get', path: '/items?limit=1&limit=2' };

describe('call', () => {
  it('sends without a credential and prints status, headers and indented JSON', async () => {
    const { host, sent, run } = calling(() => Response.json({ a: [1] }, { headers: { 'x-a': 'b' }, statusText: 'OK' }));
    expect(await run(get)).toBe(0);
    expect(sent[0]!.line).toBe('GET http://127.0.0.1:3000/items?limit=1&limit=2');
    expect(sent[0]!.headers.has('authorization')).toBe(false);
    expect(host.out()).toBe('HTTP/1.1 200 OK\ncontent-type: application/json\nx-a: b\n\n{\n  "a": [\n    1\n  ]\n}\n');
  });

  it.each([
    { how: 'a minted token', options: { client: 'reader' }, authorization: `Bearer ${token('x')}` },
    { how: 'a token of scopes', options: { scope: 'items:read' }, authorization: `Bearer ${token('x')}` },
    { how: 'a given token', options: { token: 'abc.def' }, authorization: 'Bearer abc.def' },
    { how: 'a token from stdin', options: { token: '-' }, authorization: `Bearer ${token('stdin')}` },
    { how: 'a header', options: { header: ['Authorization: Basic eDp5'] }, authorization: 'Basic eDp5' },
  ])('sends $how', async ({ options, authorization }) => {
    const { sent, run } = calling(undefined, { readStdin: async () => `${token('stdin')}\n` });
    await run({ ...get, ...options });
    expect(sent[0]!.headers.get('authorization')).toBe(authorization);
  });

  it('sends the content of a file', async () => {
    const cwd = temporaryDirectory();
    writeFileSync(join(cwd, 'item.json'), '{"name":"from a file"}');
    const { sent, run } = calling(undefined, { cwd });
    await run({ method: 'POST', path: '/items', data: '@item.json' });
    expect(sent[0]!.body).toBe('{"name":"from a file"}');
    await expect(run({ method: 'POST', path: '/items', data: '@other.json' })).rejects.toThrow(
      /The file of the body cannot be read.*Given: --data @other\.json/,
    );
  });

  it('signs with the key of the run', async () => {
    const { sent, run } = calling();
    await run({ method: 'POST', path: '/items?b=2&a=1', data: '{}', header: ['x-a: b'], sign: true });
    const { headers } = sent[0]!;
    const signer = new SignatureV4({
      credentials: runState.iam,
      region: 'eu-west-1',
      service: 'execute-api',
      sha256: Sha256,
    });
    const expected = await signer.sign(
      {
        method: 'POST',
        protocol: 'http:',
        hostname: '127.0.0.1',
        path: '/items',
        query: { a: ['1'], b: ['2'] },
        headers: { host: '127.0.0.1:3000', 'content-type': 'application/json', 'x-a': 'b' },
        body: '{}',
      },
      { signingDate: new Date(Date.UTC(2026, 0, 1)) },
    );
    expect(headers.get('authorization')).toBe(expected.headers['authorization']);
    expect(headers.get('x-amz-date')).toBe('20260101T000000Z');
  });

  it('shows no credential, even when the API echoes it', async () => {
    const { host, run } = calling(() => new Response(`you sent ${token('x')}`));
    await run({ ...get, client: 'reader' });
    expect(host.out()).toContain('you sent [credential]');
    expect(host.out() + host.err()).not.toContain(token('x'));
  });

  it.each([
    { body: '{"title":', type: 'application/problem+json', shown: '{"title":\n' },
    { body: '{"a":1}', type: 'application/problem+json', shown: '{\n  "a": 1\n}\n' },
    { body: '{"a":1}', type: 'text/plain', shown: '{"a":1}\n' },
    { body: '', type: 'text/plain', shown: '' },
  ])('shows $body of $type as it is, or indented', async ({ body, type, shown }) => {
    const { host, run } = calling(() => new Response(body, { headers: { 'content-type': type } }));
    await run(get);
    expect(host.out().split('\n\n')[1]).toBe(shown);
  });

  it.each([
    { status: 403, fail: undefined, code: 0 },
    { status: 403, fail: true, code: 1 },
    { status: 399, fail: true, code: 0 },
  ])('ends with $code for $status with fail=$fail', async ({ status, fail, code }) => {
    const { run } = calling(() => new Response(null, { status }));
    expect(await run({ ...get, fail })).toBe(code);
  });

  it.each([
    {
      name: 'an address instead of a path',
      options: { path: 'https://evil.test/x' },
      message: 'This is not a path of the API',
    },
    { name: 'a path that is an address', options: { path: '//evil.test/x' }, message: 'This is not a path of the API' },
    { name: 'a path first', options: { method: '/items', path: '/GET' }, message: 'This is not a method' },
    { name: 'a body on GET', options: { data: '{}' }, message: '--data with GET' },
    { name: 'a body that is not JSON', options: { method: 'POST', data: '{a}' }, message: 'The body is not JSON' },
    { name: 'a header without a name', options: { header: ['secret'] }, message: 'A header cannot be sent' },
    { name: 'a header of two lines', options: { header: ['a: b\nsecret: c'] }, message: 'A header cannot be sent' },
    {
      name: 'two credentials',
      options: { client: 'reader', token: 'secret' },
      message: '--client, --scope or another option of mint with --token',
    },
    {
      name: 'a signature and a header',
      options: { sign: true, header: ['authorization: x'] },
      message: 'one credential',
    },
    { name: 'a token that is none', options: { token: 'secret secret' }, message: 'cannot be a bearer token' },
    { name: 'an empty token', options: { token: '' }, message: 'Given: nothing' },
  ])('refuses $name', async ({ options, message }) => {
    const { run, sent } = calling();
    const error = await run({ ...get, ...options }).catch((thrown: unknown) => thrown as Error);
    expect(error).toBeInstanceOf(CliError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain('secret');
    expect(sent).toEqual([]);
  });

  it('sends another kind of body when a header says so', async () => {
    const { sent, run } = calling();
    await run({ method: 'POST', path: '/items', data: '{a}', header: ['content-type: text/plain'] });
    expect(sent[0]!.body).toBe('{a}');
  });

  it('reports an API that does not answer', async () => {
    const { run } = calling(() => {
      throw new TypeError('fetch failed');
    });
    await expect(run(get)).rejects.toThrow('The API does not answer. Given: http://127.0.0.1:3000');
  });
});
