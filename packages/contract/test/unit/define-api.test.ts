import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { type ApiDeclaration, ContractError, defineApi, iam, open, scopes } from '../../src/index.ts';

const ok = { 200: Type.Object({}) };
const base: ApiDeclaration = {
  title: 'Things',
  version: '1.0.0',
  scopes: { read: 'Reads', write: { about: 'Writes', implies: ['read'] } },
  routes: {
    list: { route: 'GET /things', access: scopes('read'), responses: ok },
    get: {
      route: 'GET /things/{id}',
      access: scopes('read'),
      params: Type.Object({ id: Type.String() }),
      responses: ok,
    },
  },
};

// What the types refuse must be refused at run time too, for contracts that come from untyped code.
const define = defineApi as (declaration: ApiDeclaration) => ReturnType<typeof defineApi>;
const faultsOf = (declaration: unknown) => {
  try {
    define(declaration as ApiDeclaration);
  } catch (error) {
    if (error instanceof ContractError) return error.faults;
    throw error;
  }
  return [];
};
const withRoute = (route: unknown) => ({ ...base, routes: { ...base.routes, extra: route } });
const withKey = (route: string) => withRoute({ route, access: open(), responses: ok });

describe('defineApi', () => {
  it('gives the contract as frozen data', () => {
    const api = define(base);
    expect(api.routes['get']).toMatchObject({ name: 'get', parts: { method: 'GET', parameters: ['id'] } });
    expect(api.scopes).toEqual({
      read: { about: 'Reads', implies: [] },
      write: { about: 'Writes', implies: ['read'] },
    });
    expect(Object.isFrozen(api.routes['get']?.access)).toBe(true);
    expect(api.cors).toBeUndefined();
  });

  it('exposes to pages what they need to act on an answer', () => {
    const api = define({ ...base, cors: { origins: ['https://app.example'], exposeHeaders: ['X-Mine'] } });
    expect(api.cors?.exposeHeaders).toEqual([
      'WWW-Authenticate',
      'Location',
      'ETag',
      'Retry-After',
      'scopegate-decision-id',
      'X-Mine',
    ]);
    expect(api.cors).toMatchObject({
      credentials: false,
      maxAgeSeconds: 600,
      allowHeaders: ['Authorization', 'Content-Type'],
    });
  });

  it.each([
    { name: 'no title', given: { ...base, title: ' ' }, at: 'title' },
    { name: 'no version', given: { ...base, version: '' }, at: 'version' },
    { name: 'scope with a space', given: { ...base, scopes: { ...base.scopes, 'a b': 'x' } }, at: 'scopes.a b' },
    { name: 'scope with a quote', given: { ...base, scopes: { ...base.scopes, 'a"b': 'x' } }, at: 'scopes.a"b' },
    {
      name: 'scope outside ASCII',
      given: { ...base, scopes: { ...base.scopes, 'lesen\u00e4': 'x' } },
      at: 'scopes.lesen\u00e4',
    },
    { name: 'scope that says nothing', given: { ...base, scopes: { ...base.scopes, x: '' } }, at: 'scopes.x' },
    {
      name: 'unknown implied scope',
      given: { ...base, scopes: { ...base.scopes, x: { about: 'X', implies: ['y'] } } },
      at: 'scopes.x.implies',
    },
    {
      name: 'scope that implies itself',
      given: { ...base, scopes: { ...base.scopes, x: { about: 'X', implies: ['x'] } } },
      at: 'scopes',
    },
    {
      name: 'circle of scopes',
      given: {
        ...base,
        scopes: { ...base.scopes, a: { about: 'A', implies: ['b'] }, b: { about: 'B', implies: ['a'] } },
      },
      at: 'scopes',
    },
    { name: 'route without access', given: withRoute({ route: 'GET /x', responses: ok }), at: 'routes.extra.access' },
    {
      name: 'empty scopes()',
      given: withRoute({ route: 'GET /x', access: { kind: 'scopes', anyOf: [[]] }, responses: ok }),
      at: 'routes.extra.access',
    },
    {
      name: 'empty anyOf()',
      given: withRoute({ route: 'GET /x', access: { kind: 'scopes', anyOf: [] }, responses: ok }),
      at: 'routes.extra.access',
    },
    {
      name: 'unknown rule',
      given: withRoute({ route: 'GET /x', access: { kind: 'public' }, responses: ok }),
      at: 'routes.extra.access',
    },
    {
      name: 'unknown scope in a rule',
      given: withRoute({ route: 'GET /x', access: scopes('raed'), responses: ok }),
      at: 'routes.extra.access',
    },
    {
      name: 'scope named like an object member',
      given: withRoute({ route: 'GET /x', access: scopes('constructor'), responses: ok }),
      at: 'routes.extra.access',
    },
    { name: 'unknown method', given: withKey('FETCH /x'), at: 'routes.extra.route' },
    { name: 'lower-case method', given: withKey('get /x'), at: 'routes.extra.route' },
    { name: 'no method', given: withKey('/x'), at: 'routes.extra.route' },
    { name: 'path without slash', given: withKey('GET x'), at: 'routes.extra.route' },
    { name: 'trailing slash', given: withKey('GET /x/'), at: 'routes.extra.route' },
    { name: 'empty segment', given: withKey('GET /x//y'), at: 'routes.extra.route' },
    { name: 'dot segment', given: withKey('GET /x/../y'), at: 'routes.extra.route' },
    { name: 'star in a literal', given: withKey('GET /x*'), at: 'routes.extra.route' },
    { name: 'question mark in a literal', given: withKey('GET /x?'), at: 'routes.extra.route' },
    { name: 'dollar in a literal', given: withKey('GET /$x'), at: 'routes.extra.route' },
    { name: 'percent escape in a literal', given: withKey('GET /a%20b'), at: 'routes.extra.route' },
    { name: 'greedy parameter in the middle', given: withKey('GET /{all+}/x'), at: 'routes.extra.route' },
    { name: 'half a parameter', given: withKey('GET /x{id}'), at: 'routes.extra.route' },
    { name: 'parameter twice', given: withKey('GET /{id}/{id}'), at: 'routes.extra.route' },
    { name: 'same route twice', given: withKey('GET /things'), at: 'routes.extra.route' },
    { name: 'same shape, other parameter name', given: withKey('GET /things/{name}'), at: 'routes.extra.route' },
    {
      name: 'ANY with scopes',
      given: withRoute({ route: 'ANY /x', access: scopes('read'), responses: ok }),
      at: 'routes.extra.route',
    },
    {
      name: '$default with scopes',
      given: withRoute({ route: '$default', access: scopes('read'), responses: ok }),
      at: 'routes.extra.route',
    },
    {
      name: 'body on GET',
      given: withRoute({ route: 'GET /x', access: open(), body: Type.Object({}), responses: ok }),
      at: 'routes.extra.body',
    },
    {
      name: 'params without the parameter',
      given: withRoute({ route: 'GET /x/{id}', access: open(), params: Type.Object({}), responses: ok }),
      at: 'routes.extra.params',
    },
    {
      name: 'params with another one',
      given: withRoute({ route: 'GET /x', access: open(), params: Type.Object({ id: Type.String() }), responses: ok }),
      at: 'routes.extra.params',
    },
    {
      name: 'params that are no object',
      given: withRoute({ route: 'GET /x/{id}', access: open(), params: Type.String(), responses: ok }),
      at: 'routes.extra.params',
    },
    {
      name: 'query that is no object',
      given: withRoute({ route: 'GET /x', access: open(), query: Type.String(), responses: ok }),
      at: 'routes.extra.query',
    },
    {
      name: 'no responses',
      given: withRoute({ route: 'GET /x', access: open(), responses: {} }),
      at: 'routes.extra.responses',
    },
    {
      name: 'informational status',
      given: withRoute({ route: 'GET /x', access: open(), responses: { 101: null } }),
      at: 'routes.extra.responses',
    },
    {
      name: 'route name with a dash',
      given: { ...base, routes: { 'a-b': { route: 'GET /x', access: open(), responses: ok } } },
      at: 'routes.a-b',
    },
    { name: 'origin with a path', given: { ...base, cors: { origins: ['https://a.example/'] } }, at: 'cors.origins' },
    { name: 'no origin', given: { ...base, cors: { origins: [] } }, at: 'cors.origins' },
    {
      name: 'credentials for everybody',
      given: { ...base, cors: { origins: ['*'], credentials: true } },
      at: 'cors.credentials',
    },
    {
      name: 'max age too long',
      given: { ...base, cors: { origins: ['*'], maxAgeSeconds: 90_000 } },
      at: 'cors.maxAgeSeconds',
    },
    {
      name: 'guarded preflight',
      given: {
        ...withRoute({ route: 'ANY /x', access: iam(), responses: ok }),
        cors: { origins: ['https://a.example'] },
      },
      at: 'routes.extra.route',
    },
  ])('refuses: $name', ({ given, at }) => {
    const faults = faultsOf(given);
    expect(faults.map((fault) => fault.at)).toContain(at);
    for (const fault of faults) {
      for (const text of Object.values(fault)) expect(text).not.toBe('');
    }
  });

  it('refuses an ANY route that every method shadows', () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'];
    const routes = Object.fromEntries(
      methods.map((method) => [`r${method}`, { route: `${method} /x`, access: open(), responses: ok }]),
    );
    expect(faultsOf({ ...base, routes })).toMatchObject([{ at: 'routes.rANY.route', given: '"ANY /x"' }]);
  });

  it('tells all faults at once, each with what was given, what is allowed and what to do', () => {
    const given = { ...base, title: '', routes: { list: { route: 'GET /x/', access: scopes('raed'), responses: ok } } };
    expect(faultsOf(given)).toHaveLength(3);
    expect(() => define(given)).toThrow(/3 faults:\n.*title.*\n.*"raed"\. Allowed: read, write\. .*\n.*"GET \/x\/"/);
  });
});
