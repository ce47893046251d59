import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fetchJson } from '../../../src/keys/fetch-json.ts';

let server: Server | undefined;
const serve = async (listener: RequestListener): Promise<string> => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
};

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
});

describe('fetchJson', () => {
  it('gives the document', async () => {
    expect(await fetchJson(await serve((_, response) => response.end('{"keys":[]}')))).toEqual({ keys: [] });
  });

  it('leaves no connection open: a frozen environment would take it up when it is long dead', async () => {
    const sockets = new Set<unknown>();
    const url = await serve(({ socket, headers }, response) => {
      sockets.add(socket);
      response.end(JSON.stringify(headers.connection));
    });
    expect([await fetchJson(url), await fetchJson(url)]).toEqual(['close', 'close']);
    expect(sockets.size).toBe(2);
  });

  it.each<{ name: string; listener: RequestListener; message: RegExp }>([
    {
      name: 'an error status',
      listener: (_, response) => response.writeHead(503).end('{}'),
      message: /status 503, expected 200/,
    },
    {
      name: 'a redirect',
      listener: (_, response) => response.writeHead(302, { location: '/other' }).end(),
      message: /status 302/,
    },
    { name: 'HTML', listener: (_, response) => response.end('<html>'), message: /not JSON/ },
    {
      name: 'too much',
      listener: (_, response) => response.end('x'.repeat(200_000)),
      message: /more than 150000 bytes/,
    },
    {
      name: 'a broken connection',
      listener: (request) => request.socket.destroy(),
      message: /socket hang up|ECONNRESET/,
    },
    { name: 'silence', listener: () => {}, message: /no answer within 1500 ms/ },
  ])('rejects, naming URL and cause: $name', async ({ listener, message }) => {
    const url = await serve(listener);
    await expect(fetchJson(url)).rejects.toThrow(message);
    await expect(fetchJson(url)).rejects.toThrow(`GET ${url}: `);
  });
});
