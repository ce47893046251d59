import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { createFunctionHost } from '../../../../src/functions/index.ts';
import { createGateway, type HttpServer } from '../../../../src/gateway/index.ts';
import { createClock, type FunctionHost, type PayloadFormatVersion } from '../../../../src/model/index.ts';
import { api, custom, lambda, listenWith, model, route, stage } from '../../../gateway/unit/support.ts';

/** One framework behind the gateway, at stage `dev`, as a team would bundle it for Lambda. */
async function serve(name: string, payloadFormatVersion: PayloadFormatVersion) {
  const codeDirectory = mkdtempSync(join(tmpdir(), 'scopegate-consumer-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'handlers', `${name}.js`)],
    outfile: join(codeDirectory, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    logLevel: 'silent',
  });
  const authorizerCode = "exports.handler = async () => ({ isAuthorized: true, context: { sub: 'u1' } });";
  const authorizerDirectory = mkdtempSync(join(tmpdir(), 'scopegate-consumer-'));
  writeFileSync(join(authorizerDirectory, 'index.js'), authorizerCode);
  const functions = [
    lambda('backend', { codeDirectory, timeoutSeconds: 20, memoryMegabytes: 512 }),
    lambda('authorizer', { codeDirectory: authorizerDirectory, timeoutSeconds: 20 }),
  ];
  const clock = createClock();
  const host = createFunctionHost({ functions, clock, region: 'us-east-1' });
  const routes = [
    route('ANY /{proxy+}', { type: 'NONE' }, { payloadFormatVersion }),
    route('GET /hello/{name}', custom(), { payloadFormatVersion }),
  ];
  const served = api({ stages: [stage('dev')], routes });
  const gateway = createGateway({ model: model({ functions }), api: served, functions: host, clock, identities: [] });
  const server = await listenWith(gateway, clock);
  return { server, host, port: server.port, directories: [codeDirectory, authorizerDirectory] };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

const consumers = ['hono', 'fastify', 'express', 'serverless-http', 'powertools'];
const versions: readonly PayloadFormatVersion[] = ['1.0', '2.0'];
const combinations = consumers.flatMap((name) => versions.map((version) => ({ name, version })));

describe.each(combinations)('$name behind the gateway, payload format $version', ({ name, version }) => {
  let running: { server: HttpServer; host: FunctionHost; port: number; directories: string[] };
  beforeAll(async () => {
    running = await serve(name, version);
  });
  afterAll(async () => {
    await running?.server.close();
    await running?.host.close();
    for (const directory of running?.directories ?? []) rmSync(directory, { recursive: true, force: true });
  });

  const send = (method: string, path: string, { headers = {}, body }: { headers?: object; body?: Uint8Array } = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const outgoing = request({
        host: '127.0.0.1',
        port: running.port,
        method,
        path,
        headers: { ...headers },
        agent: false,
      });
      outgoing.on('error', reject).on('response', (response) => {
        const chunks: Uint8Array[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
        });
      });
      outgoing.end(body);
    });

  it('sees path parameters, query, cookies and the authorizer context, and sets two cookies', async () => {
    const headers = { authorization: 'Bearer abcdefgh', cookie: 'session=abc; theme=dark' };
    const answer = await send('GET', '/dev/hello/ann?k=1&k=2&p=a%2Bb&q=a+b', { headers });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([200, ['a=1; Path=/', 'b=2; Path=/']]);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(JSON.parse(answer.body.toString())).toEqual({
      name: 'ann',
      query: { k: '1,2', p: 'a+b', q: 'a b' },
      cookie: expect.stringMatching(/^session=abc; ?theme=dark$/),
      sub: 'u1',
    });
  });

  it('gets and gives bytes unchanged', async () => {
    const body = Uint8Array.from({ length: 256 }, (_, at) => at);
    const answer = await send('POST', '/dev/echo', { headers: { 'content-type': 'application/octet-stream' }, body });
    expect([answer.status, answer.headers['content-type']]).toEqual([201, 'application/octet-stream']);
    expect(answer.body.equals(body)).toBe(true);
  });

  it('reads a form, which comes as base64', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await send('POST', '/dev/form', { headers, body: Buffer.from('a=1&b=%C3%A9') });
    expect([answer.status, JSON.parse(answer.body.toString())]).toEqual([200, { a: '1', b: 'é' }]);
  });

  it('answers 404 by itself for a path only the greedy route knows', async () => {
    expect((await send('GET', '/dev/nowhere')).status).toBe(404);
  });

  it('is not asked without the identity source', async () => {
    const answer = await send('GET', '/dev/hello/ann');
    expect([answer.status, answer.body.toString()]).toEqual([401, '{"message":"Unauthorized"}']);
  });
});
