import { describe, it } from '@jest/globals';
import { Type } from 'typebox';
import { open, scopes } from '../../src/index.ts';
import { base, expectFault, ok, withRoute } from '../declarations.ts';

describe('a route is refused', () => {
  it.each([
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
  ])('$name', ({ given, at }) => {
    expectFault(given, at);
  });
});
