import { describe, expect, it } from '@jest/globals';
import { type AnyApi, accessTable, defineApi, open, type RouteDeclaration, scopes } from '@scopegate/contract';
import { createRouteKeySelector } from '@scopegate/contract/policy';
import { deriveProbe } from '../../../src/matrix/derive-probe.ts';
import { shop } from '../../support/shop.ts';

const nonce = 'probe-0';
const contextOf = (api: AnyApi) => ({ serving: createRouteKeySelector(accessTable(api)), nonce });

function probeOf(route: Omit<RouteDeclaration<'s'>, 'responses' | 'access'>, ...others: string[]) {
  const api = defineApi({
    title: 'T',
    version: '1.0.0',
    scopes: { s: 'S' },
    routes: {
      probed: {
        ...route,
        access: route.route.startsWith('ANY') || route.route === '$default' ? open() : scopes('s'),
        responses: { 200: null },
      },
      ...Object.fromEntries(
        others.map((other, index) => [`other${index}`, { route: other, access: open(), responses: { 200: null } }]),
      ),
    },
  });
  return deriveProbe(Object.values(api.routes).find(({ name }) => name === 'probed')!, contextOf(api));
}

describe('deriveProbe', () => {
  it.each([
    { name: 'listItems', request: { method: 'GET', target: '/items' } },
    { name: 'getItem', request: { method: 'GET', target: '/items/probe-0' } },
    { name: 'addItem', request: { method: 'POST', target: '/items', body: '"scopegate probe"' } },
    { name: 'removeItem', request: { method: 'DELETE', target: '/items/probe-0' } },
    { name: 'purge', request: { method: 'POST', target: '/purge?probe-0=' } },
  ] as const)('probes $name without effect', ({ name, request }) => {
    expect(deriveProbe(shop.routes[name], contextOf(shop))).toEqual({ request });
  });

  it.each([
    { what: 'a POST without a body', route: { route: 'POST /rebuild' }, why: 'may change something' },
    { what: 'a PUT without a body', route: { route: 'PUT /items/{id}' }, why: 'may change something' },
    { what: 'a DELETE of a whole collection', route: { route: 'DELETE /items' }, why: 'may change something' },
    { what: 'a body that takes anything', route: { route: 'POST /items', body: {} }, why: 'no body is certain' },
  ])('leaves $what unmeasured', ({ route, why }) => {
    expect(probeOf(route)).toEqual({ unmeasured: expect.stringContaining(why) });
  });

  it('takes the probe of the contract, with the nonce for parameters it leaves out', () => {
    const probe = { params: { id: 'a b' }, query: { dry: '1' }, body: { dry: true } };
    expect(probeOf({ route: 'POST /items/{id}/{part}', probe })).toEqual({
      request: { method: 'POST', target: '/items/a%20b/probe-0?dry=1', body: '{"dry":true}' },
    });
  });

  it('probes ANY with GET and $default with a path of no other route', () => {
    expect(probeOf({ route: 'ANY /items' })).toEqual({ request: { method: 'GET', target: '/items' } });
    expect(probeOf({ route: '$default' })).toEqual({ request: { method: 'GET', target: '/probe-0/probe-0' } });
    expect(probeOf({ route: 'GET /{rest+}' })).toEqual({ request: { method: 'GET', target: '/probe-0' } });
  });

  it.each([
    { route: 'ANY /items', other: 'GET /items' },
    { route: '$default', other: 'GET /{rest+}' },
    { route: 'GET /files/{rest+}', other: 'GET /files/{name}' },
  ])('does not take the answer of $other for that of $route', ({ route, other }) => {
    expect(probeOf({ route }, other)).toEqual({ unmeasured: expect.stringContaining('might not reach this route') });
  });

  it.each([
    { route: 'ANY /files/list', other: 'GET /files/{name}' },
    { route: 'GET /files/{name}', other: 'ANY /files/list', params: { name: 'list' } },
  ])('measures no request that AWS may serve by $route or by $other', ({ route, other, params }) => {
    expect(probeOf({ route, ...(params && { probe: { params } }) }, other)).toEqual({
      unmeasured: expect.stringContaining('might not reach this route'),
    });
  });

  it('decodes the path, as the gateway does', () => {
    const probe = { params: { name: 'a/b' } };
    expect(probeOf({ route: 'GET /files/{name}', probe })).toEqual({
      unmeasured: expect.stringContaining('GET /files/a%2Fb might not reach this route'),
    });
    expect(probeOf({ route: 'GET /files/{name}', probe: { params: { name: 'a b' } } })).toEqual({
      request: { method: 'GET', target: '/files/a%20b' },
    });
  });
});
