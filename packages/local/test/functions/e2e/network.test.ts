import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { closeSubjects, handlerOf, subject } from './support.ts';

const pool = 'cognito-idp.us-east-1.amazonaws.com';
let server: Server;
let to: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.end(JSON.stringify({ method: request.method, url: request.url, host: request.headers.host }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  to = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(closeSubjects);
afterAll(() => new Promise((resolve) => server.close(resolve)));

const read = 'const read = async (r) => { let t = ""; for await (const c of r) t += c; return JSON.parse(t) };';
const get = (module: string) =>
  `${read} exports.handler = (e) => new Promise((ok, no) => require('${module}').get(e.url, (r) => read(r).then(ok, no)).on('error', no))`;
const clients = [
  { name: 'fetch', files: { 'index.js': 'exports.handler = async (e) => (await fetch(e.url)).json()' } },
  { name: 'https.get', files: { 'index.js': get('node:https') } },
  {
    name: 'imported https.request',
    files: {
      'index.mjs': `import { request } from 'node:https'; ${read}
        export const handler = (e) => new Promise((ok, no) => request(e.url, { agent: false }, (r) => read(r).then(ok, no)).on('error', no).end())`,
    },
  },
];

describe('a redirected host', () => {
  it.each(clients)('is reached by $name, path, query and Host kept', async ({ files }) => {
    const { result } = subject({ files: files as Record<string, string>, host: { redirects: [{ host: pool, to }] } });
    const answer = { method: 'GET', url: '/pool/jwks.json?a=1&b=%20', host: pool };
    expect(await result({ url: `https://${pool}/pool/jwks.json?a=1&b=%20` })).toEqual(answer);
    expect(await result({ url: `https://${pool.toUpperCase()}/pool/jwks.json?a=1&b=%20` })).toMatchObject({
      url: answer.url,
    });
  });

  it('is reached over http', async () => {
    const { result } = handlerOf(get('node:http'), { host: { redirects: [{ host: pool, to }] } });
    expect(await result({ url: `http://${pool}/x` })).toEqual({ method: 'GET', url: '/x', host: pool });
  });

  it('is reached with a body', async () => {
    const { result } = handlerOf(
      "exports.handler = async (e) => (await fetch(e.url, { method: 'POST', body: 'x'.repeat(1e5) })).json()",
      { host: { redirects: [{ host: pool, to }] } },
    );
    expect(await result({ url: `https://${pool}/token` })).toMatchObject({ method: 'POST', url: '/token' });
  });
});

describe('loopback', () => {
  it.each(['127.0.0.1', 'localhost'])('is reached: %s', async (host) => {
    const { result } = handlerOf('exports.handler = async (e) => (await fetch(e.url)).json()');
    const url = to.replace('127.0.0.1', host);
    expect(await result({ url: `${url}/y` })).toMatchObject({ url: '/y' });
  });

  it('is what localhost means, whatever a lookup of the function says', async () => {
    const { result } = handlerOf(`exports.handler = (e) => new Promise((ok, no) => {
      let asked = false; const lookup = (h, o, found) => { asked = true; found(null, '10.0.0.1', 4) };
      const s = require('net').connect({ host: 'localhost', port: e.port, lookup });
      s.on('connect', () => { s.destroy(); ok({ asked, to: s.remotePort ?? e.port }) }).on('error', no) })`);
    const port = Number(new URL(to).port);
    expect(await result({ port })).toEqual({ asked: false, to: port });
  });
});

describe('any other host', () => {
  const host = 'dynamodb.us-east-1.amazonaws.com';
  const event = (start: string) =>
    `exports.handler = (e) => new Promise((ok, no) => { const s = ${start}; s.on('error', no); s.on('connect', ok) })`;
  const refusals = [
    { name: 'fetch', code: `exports.handler = () => fetch('https://${host}/')` },
    {
      name: 'http',
      code: `exports.handler = () => new Promise((ok, no) => require('http').get('http://${host}/', ok).on('error', no))`,
    },
    {
      name: 'https',
      code: `exports.handler = () => new Promise((ok, no) => require('https').get('https://${host}/', ok).on('error', no))`,
    },
    { name: 'http2', code: event(`require('http2').connect('https://${host}')`) },
    { name: 'net', code: event(`require('net').connect(443, '${host}')`) },
    { name: 'net, socket', code: event(`new (require('net').Socket)().connect({ port: 443, host: '${host}' })`) },
    {
      name: 'net, own lookup',
      code: event(
        `require('net').connect({ port: 443, host: '${host}', lookup: (h, o, f) => f(null, '127.0.0.1', 4) })`,
      ),
    },
    { name: 'tls', code: event(`require('tls').connect(443, '${host}')`) },
    {
      name: 'dns.lookup',
      code: `exports.handler = () => new Promise((ok, no) => require('dns').lookup('${host}', (e, a) => e ? no(e) : ok(a)))`,
    },
    { name: 'dns.promises', code: `exports.handler = () => require('dns/promises').resolve4('${host}')` },
    {
      name: 'dns.Resolver',
      code: `exports.handler = () => new (require('dns').promises.Resolver)().resolveTxt('${host}')`,
    },
    {
      name: 'udp',
      code: `exports.handler = async () => require('dgram').createSocket('udp4').send('x', 53, '${host}')`,
    },
  ];

  it.each(refusals)('is refused by name: $name', async ({ code }) => {
    const { outcome } = await handlerOf(code, { host: { redirects: [{ host: pool, to }] } }).invoke();
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: {
        errorMessage: expect.stringContaining(
          `The function tried to reach "${host}". Functions reach only what is local`,
        ),
      },
    });
  });

  it.each(['10.0.0.1', '169.254.169.254', '[2001:db8::1]'])('is refused by address: %s', async (address) => {
    const { outcome } = await handlerOf('exports.handler = (e) => fetch(e.url)').invoke({ url: `http://${address}/` });
    expect(outcome).toMatchObject({
      error: { errorMessage: expect.stringMatching(/^fetch failed: The function tried to reach/) },
    });
  });
});
