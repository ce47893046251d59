import { describe, expect, it } from '@jest/globals';
import type { Cors } from '../../../src/model/index.ts';
import { custom, fixture, route } from './support.ts';

const cors = (changes: Partial<Cors> = {}): Cors => ({
  allowCredentials: false,
  allowHeaders: ['authorization', 'content-type'],
  allowMethods: ['GET', 'POST'],
  allowOrigins: ['https://app.example'],
  exposeHeaders: [],
  ...changes,
});

const from = (origin: string) => ({ headers: [['Origin', origin] as const] });

const corsOf = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-') || name === 'vary'));

describe('CORS', () => {
  const allowed = { 'access-control-allow-origin': 'https://app.example', vary: 'origin' };

  it('answers a preflight where no route matches', async () => {
    const { send, functions } = fixture({
      routes: [route('GET /x', custom())],
      cors: cors({ maxAgeSeconds: 600, exposeHeaders: ['etag'] }),
    });
    const answer = await send('OPTIONS', '/x', from('https://app.example'));
    expect(answer.status).toBe(204);
    expect(answer.headers).toEqual({
      ...allowed,
      date: expect.any(String),
      'apigw-requestid': 'BwcHBwcHBwcHBwc=',
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-max-age': '600',
      'access-control-expose-headers': 'etag',
    });
    expect(functions.calls).toEqual([]);
  });

  it.each([
    { name: 'another origin', more: from('https://evil.example') },
    { name: 'no origin', more: {} },
  ])('answers 204 and nothing else to $name', async ({ more }) => {
    const { send } = fixture({ routes: [route('GET /x')], cors: cors() });
    const { status, headers } = await send('OPTIONS', '/y', more);
    expect(status).toBe(204);
    expect(Object.keys(headers).sort()).toEqual(['apigw-requestid', 'date']);
  });

  it.each([{ routeKey: '$default' }, { routeKey: 'ANY /{proxy+}' }, { routeKey: 'OPTIONS /x' }])(
    'lets $routeKey take the preflight, authorizer and all',
    async ({ routeKey }) => {
      const { send } = fixture({ routes: [route(routeKey, custom())], cors: cors() });
      expect((await send('OPTIONS', '/x', from('https://app.example'))).status).toBe(401);
    },
  );

  it.each([
    { name: 'a listed origin', config: cors(), origin: 'https://app.example', expected: allowed },
    { name: 'another origin', config: cors(), origin: 'https://evil.example', expected: {} },
    { name: 'a longer origin', config: cors(), origin: 'https://app.example.evil.example', expected: {} },
    {
      name: 'credentials',
      config: cors({ allowCredentials: true, exposeHeaders: ['etag', 'location'] }),
      origin: 'https://app.example',
      expected: {
        ...allowed,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'etag,location',
      },
    },
    {
      name: 'any origin',
      config: cors({ allowOrigins: ['*'] }),
      origin: 'https://x.example',
      expected: { 'access-control-allow-origin': '*' },
    },
    {
      name: 'any https origin',
      config: cors({ allowOrigins: ['https://*'] }),
      origin: 'https://x.example',
      expected: { 'access-control-allow-origin': 'https://x.example', vary: 'origin' },
    },
    {
      name: 'http for any https origin',
      config: cors({ allowOrigins: ['https://*'] }),
      origin: 'http://x.example',
      expected: {},
    },
  ])("replaces the function's CORS headers for $name", async ({ config, origin, expected }) => {
    const headers = { 'Access-Control-Allow-Origin': '*', 'access-control-allow-credentials': 'true' };
    const { send } = fixture({
      routes: [route('GET /x')],
      cors: config,
      handlers: { backend: () => ({ statusCode: 200, headers, body: 'served' }) },
    });
    const answer = await send('GET', '/x', from(origin));
    expect(answer).toMatchObject({ status: 200, text: 'served' });
    expect(corsOf(answer.headers)).toEqual(expected);
  });

  it('echoes the origin for * when told to, and joins vary', async () => {
    const { send } = fixture({
      routes: [route('GET /x')],
      cors: cors({ allowOrigins: ['*'] }),
      settings: { wildcardOriginAnswer: 'echo' },
      handlers: { backend: () => ({ statusCode: 200, headers: { Vary: 'accept' } }) },
    });
    const { headers } = await send('GET', '/x', from('https://x.example'));
    expect(headers).toMatchObject({ 'access-control-allow-origin': 'https://x.example' });
    expect(headers['vary']).toBe('accept,origin');
  });

  it('puts CORS headers on errors, too', async () => {
    const { send } = fixture({ routes: [route('GET /x', custom())], cors: cors() });
    const unauthorized = await send('GET', '/x', from('https://app.example'));
    expect(unauthorized.status).toBe(401);
    expect(corsOf(unauthorized.headers)).toEqual(allowed);
    expect(corsOf((await send('GET', '/nowhere', from('https://app.example'))).headers)).toEqual(allowed);
  });

  it("leaves the function's CORS headers alone without a configuration", async () => {
    const { send } = fixture({
      routes: [route('GET /x')],
      handlers: { backend: () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } }) },
    });
    expect(corsOf((await send('GET', '/x')).headers)).toEqual({ 'access-control-allow-origin': '*' });
  });
});
