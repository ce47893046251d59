import { afterEach, describe, expect, it } from '@jest/globals';
import type { DomainName } from '../../../src/model/index.ts';
import { custom, fixture, proxyRoute, route } from '../unit/support.ts';
import { closeServed, exchange, serve, statusesOf } from './support.ts';

// How somebody would try to get where the authorizer does not let him.

afterEach(closeServed);

const get = (target: string, more = '', host = 'a') =>
  `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`;
const echo = (event: { routeKey: string; rawPath: string }) => ({
  statusCode: 200,
  body: `[${event.routeKey}|${event.rawPath}]`,
});

describe('a path written otherwise', () => {
  // Whoever reads /admin must have come by the route that guards it; the rest is another path to everybody.
  it.each([
    { target: '/admin' },
    { target: '/%61dmin' },
    { target: '/admin?' },
    { target: '/admin?/../open' },
    { target: '/admin%3Fx' },
    { target: 'http://elsewhere.example/admin' },
    { target: '/ADMIN' },
    { target: '//admin' },
    { target: '/./admin' },
    { target: '/open/../admin' },
    { target: '/open/%2e%2e/admin' },
    { target: '/open/..%2Fadmin' },
    { target: '/admin/' },
    { target: '/admin%2F' },
    { target: '/admin//' },
    { target: '/admin;v=1' },
    { target: '/admin%00' },
    { target: '/admin%20' },
    { target: '/admin.' },
    { target: '/%2561dmin' },
    { target: '/\\admin' },
    { target: '/%5Cadmin' },
    { target: '/%E2%81%84admin' },
  ])('is the guarded route, or another path: $target', async ({ target }) => {
    const served = await serve({
      routes: [route('GET /admin', custom({ identitySource: [] })), route('ANY /{proxy+}'), route('$default')],
      handlers: { authorizer: () => ({ isAuthorized: false }), backend: echo },
    });
    const answer = await exchange(served.port, get(target));
    expect([200, 403]).toContain(statusesOf(answer)[0]);
    expect(answer).not.toContain('|/admin]');
    const asked = served.functions.eventsOf('authorizer').map((event) => event['rawPath']);
    expect(asked.every((path) => path === '/admin')).toBe(true);
    expect(statusesOf(answer)).toEqual([asked.length > 0 ? 403 : 200]);
  });

  it.each([
    { name: 'X-HTTP-Method-Override', line: 'X-HTTP-Method-Override: DELETE' },
    { name: 'X-Original-URL', line: 'X-Original-URL: /admin' },
    { name: 'X-Rewrite-URL', line: 'X-Rewrite-URL: /admin' },
    { name: 'X-Forwarded-Prefix', line: 'X-Forwarded-Prefix: /admin' },
  ])('does not come by $name', async ({ line }) => {
    const served = await serve({
      routes: [route('GET /open'), route('DELETE /open', custom()), route('GET /admin', custom())],
      handlers: { backend: echo },
    });
    expect(await exchange(served.port, get('/open', `${line}\r\n`))).toContain('[GET /open|/open]');
  });
});

describe('an allowed verdict of somebody else', () => {
  const cached = async (identitySource: readonly string[]) =>
    serve({
      routes: [route('GET /x', custom({ identitySource, resultTtlSeconds: 300 }))],
      handlers: {
        authorizer: (event: { headers: Record<string, string> }) => ({
          isAuthorized: event.headers['authorization'] === 'good' && event.headers['x-tenant'] === 'a',
        }),
      },
    });
  const good = 'Authorization: good\r\nX-Tenant: a\r\n';

  it.each([
    { name: 'a second Authorization header', head: `${good}Authorization: evil\r\n` },
    { name: 'a second one in front', head: `Authorization: evil\r\n${good}` },
    { name: 'a second one in another case', head: `${good}AUTHORIZATION: good\r\n` },
    { name: 'a second tenant', head: `${good}X-Tenant: b\r\n` },
    { name: 'a separator in a value', head: 'Authorization: good,a\r\nX-Tenant: a\r\n' },
    { name: 'a quote in a value', head: 'Authorization: good","a\r\nX-Tenant: a\r\n' },
    { name: 'another case of the value', head: 'Authorization: GOOD\r\nX-Tenant: a\r\n' },
  ])('is not served to $name', async ({ head }) => {
    const served = await cached(['$request.header.Authorization', '$request.header.X-Tenant']);
    expect(statusesOf(await exchange(served.port, get('/x', good)))).toEqual([200]);
    expect(statusesOf(await exchange(served.port, get('/x', head)))).toEqual([403]);
    expect(served.functions.eventsOf('authorizer')).toHaveLength(2);
  });

  it.each([
    { name: 'an underscore for a hyphen', head: 'Authorization: good\r\nX_Tenant: a\r\n' },
    { name: 'a space behind a value', head: 'Authorization: good\r\nX-Tenant:   \r\n' },
    { name: 'the header in a trailer', head: 'Authorization: good\r\nTE: trailers\r\nTrailer: X-Tenant\r\n' },
    { name: 'a cookie of that name', head: 'Authorization: good\r\nCookie: X-Tenant=a\r\n' },
  ])('is not served for $name: the source is missing', async ({ head }) => {
    const served = await cached(['$request.header.Authorization', '$request.header.X-Tenant']);
    expect(statusesOf(await exchange(served.port, get('/x', good)))).toEqual([200]);
    expect(statusesOf(await exchange(served.port, get('/x', head)))).toEqual([401]);
  });

  it('is served for the very same values only, however the header was written', async () => {
    const served = await cached(['$request.header.authorization', '$request.header.x-tenant']);
    expect(statusesOf(await exchange(served.port, get('/x', good)))).toEqual([200]);
    expect(
      statusesOf(
        await exchange(served.port, get('/x', good.toUpperCase().replace('GOOD', 'good').replace(': A', ': a'))),
      ),
    ).toEqual([200]);
    expect(served.functions.eventsOf('authorizer')).toHaveLength(1);
  });

  it('is not lost by naming the header in Connection', async () => {
    const served = await cached(['$request.header.Authorization', '$request.header.X-Tenant']);
    const head = `Connection: Authorization, X-Tenant\r\n${good}`;
    expect(statusesOf(await exchange(served.port, get('/x', head)))).toEqual([200]);
    expect(served.functions.eventsOf('backend')[0]).toMatchObject({
      headers: { authorization: 'good', 'x-tenant': 'a' },
    });
  });
});

describe('a domain with mutual TLS', () => {
  const domain: DomainName = {
    stack: 'Test',
    logicalId: 'Domain',
    domainName: 'api.example.com',
    mutualTls: true,
    mappings: [{ stack: 'Test', logicalId: 'Map', apiId: 'abc1234567', stage: '$default', key: '' }],
  };

  it.each([
    { name: 'its name', bytes: get('/x', '', 'api.example.com') },
    { name: 'its name in capitals, with a port', bytes: get('/x', '', 'API.EXAMPLE.COM:443') },
    { name: 'its name with a dot behind', bytes: get('/x', '', 'api.example.com.') },
    { name: 'its name as user of another host', bytes: get('/x', '', 'api.example.com@127.0.0.1') },
    { name: 'its name in the request line', bytes: get('http://api.example.com/x') },
    { name: 'X-Forwarded-Host', bytes: get('/x', 'X-Forwarded-Host: api.example.com\r\n') },
    { name: 'Forwarded', bytes: get('/x', 'Forwarded: host=api.example.com;proto=https\r\n') },
    { name: 'two hosts', bytes: get('/x', 'Host: api.example.com\r\n') },
    { name: 'no host', bytes: 'GET /x HTTP/1.0\r\n\r\n' },
    { name: 'a certificate in a header', bytes: get('/x', 'X-Client-Cert: CN=client\r\n', 'api.example.com') },
  ])('is not entered over plain HTTP by $name', async ({ bytes }) => {
    const served = await serve({ routes: [route('GET /x')], domainNames: [domain] });
    await exchange(served.port, bytes);
    const seen = served.functions.calls.map(({ event }) => event['requestContext'] as Record<string, unknown>);
    expect(seen.map(({ domainName }) => domainName)).not.toContain('api.example.com');
    expect(seen.map(({ authentication }) => authentication)).toEqual(seen.map(() => undefined));
  });
});

describe('a target behind an HTTP integration', () => {
  it('is not asked before the authorizer, nor with a verb the route does not name', async () => {
    const { send, traces } = fixture({
      routes: [{ ...proxyRoute('GET /x', { uri: 'http://127.0.0.1:1' }), authorization: custom() }],
      handlers: { authorizer: () => ({ isAuthorized: false }) },
    });
    expect((await send('GET', '/x', { headers: [['authorization', 'x']] })).status).toBe(403);
    expect((await send('POST', '/x', { headers: [['authorization', 'x']] })).status).toBe(404);
    expect(traces.map(({ integration }) => integration)).toEqual([undefined, undefined]);
  });
});
