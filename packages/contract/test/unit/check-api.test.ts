import { describe, expect, it } from '@jest/globals';
import { open } from '../../src/index.ts';
import { base, expectFault, faultsOf, ok, withRoute } from '../declarations.ts';

describe('an API is refused', () => {
  it.each([
    { name: 'no title', given: { ...base, title: ' ' }, at: 'title' },
    { name: 'no version', given: { ...base, version: '' }, at: 'version' },
    {
      name: 'same route twice',
      given: withRoute({ route: 'GET /things', access: open(), responses: ok }),
      at: 'routes.extra.route',
    },
    {
      name: 'same shape, other parameter name',
      given: withRoute({ route: 'GET /things/{name}', access: open(), responses: ok }),
      at: 'routes.extra.route',
    },
  ])('$name', ({ given, at }) => {
    expectFault(given, at);
  });

  it('for an ANY route that every method shadows', () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'];
    const routes = Object.fromEntries(
      methods.map((method) => [`r${method}`, { route: `${method} /x`, access: open(), responses: ok }]),
    );
    expect(faultsOf({ ...base, routes })).toMatchObject([{ at: 'routes.rANY.route', given: '"ANY /x"' }]);
  });
});
