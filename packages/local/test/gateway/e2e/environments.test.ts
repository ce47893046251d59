import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createGateway, type HttpServer, type RequestTrace } from '../../../src/gateway/index.ts';
import { arn, closeSubjects, declare, handlerOf, type Subject } from '../../functions/e2e/support.ts';
import { api, listenWith, model, permission, route } from '../unit/support.ts';
import { exchange, rawConnection, statusesOf } from './support.ts';

// Real functions behind a real socket: what clients do must not cost an execution environment.

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await closeSubjects();
});

const grant = permission('arn:aws:execute-api:us-east-1:123456789012:abc1234567/*');

async function serveFunction({ host, clock, directory }: Subject) {
  const traces: RequestTrace[] = [];
  const gateway = createGateway({
    model: model({ functions: [declare({ codeDirectory: directory, permissions: [grant] })] }),
    api: api({ routes: [route('$default', { type: 'NONE' }, { functionArn: arn })] }),
    functions: host,
    clock,
    identities: [],
    onTrace: (pending) => traces.push(pending.read()),
  });
  const server = await listenWith(gateway, clock);
  servers.push(server);
  return { url: server.url, port: server.port, traces };
}

const untilTraced = async (traces: readonly RequestTrace[], count: number): Promise<void> => {
  while (traces.length < count) await nextTurn();
};

const counting = `
  let calls = 0;
  exports.handler = async (event) => {
    calls += 1;
    if (event.rawPath === '/slow') await new Promise((resolve) => setTimeout(resolve, 20));
    return { statusCode: 200, body: String(calls) };
  };
`;

describe('execution environments', () => {
  it('outlive clients that go away in the middle of a call', async () => {
    const { port, url, traces } = await serveFunction(handlerOf(counting, { host: { environments: 1 } }));
    for (let gone = 1; gone <= 20; gone += 1) {
      const client = await rawConnection(port);
      client.socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n', () => client.socket.resetAndDestroy());
      await client.ended();
    }
    await untilTraced(traces, 1);
    // Served by the one environment there is: it was not lost, and each call that began came to its end.
    const calls = Number(await (await fetch(`${url}/x`)).text());
    expect(calls).toBe(traces.length);
    expect(calls).toBeLessThanOrEqual(21);
    expect(traces.filter(({ integration }) => integration?.cold)).toHaveLength(1);
    expect(traces.every(({ status }) => status === 200)).toBe(true);
  });

  it('see nothing of a body that never came', async () => {
    const { port, url, traces } = await serveFunction(handlerOf(counting));
    for (const bytes of [
      'POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc',
      'GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n',
    ]) {
      const client = await rawConnection(port);
      client.socket.write(bytes, () => client.socket.end());
      await client.ended();
    }
    expect(await (await fetch(`${url}/x`)).text()).toBe('1');
    expect(traces.filter(({ integration }) => integration?.invoked)).toHaveLength(1);
  });

  it('serve pipelined requests, more than there are environments', async () => {
    const { port } = await serveFunction(handlerOf(counting, { host: { environments: 2 } }));
    const one = 'GET /x HTTP/1.1\r\nHost: a\r\n';
    const requests = [...Array.from({ length: 29 }, () => one), `${one}Connection: close\r\n`];
    const text = await exchange(port, `${requests.join('\r\n')}\r\n`);
    expect(statusesOf(text)).toEqual(Array.from({ length: 30 }, () => 200));
  });
});
