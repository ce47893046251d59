import { describe, it } from '@jest/globals';
import { open } from '../../src/index.ts';
import { expectFault, ok, withRoute } from '../declarations.ts';

describe('a route key is refused', () => {
  it.each([
    { name: 'unknown method', key: 'FETCH /x' },
    { name: 'lower-case method', key: 'get /x' },
    { name: 'no method', key: '/x' },
    { name: 'path without slash', key: 'GET x' },
    { name: 'trailing slash', key: 'GET /x/' },
    { name: 'empty segment', key: 'GET /x//y' },
    { name: 'dot segment', key: 'GET /x/../y' },
    { name: 'star in a literal', key: 'GET /x*' },
    { name: 'question mark in a literal', key: 'GET /x?' },
    { name: 'dollar in a literal', key: 'GET /$x' },
    { name: 'percent escape in a literal', key: 'GET /a%20b' },
    { name: 'greedy parameter in the middle', key: 'GET /{all+}/x' },
    { name: 'half a parameter', key: 'GET /x{id}' },
    { name: 'parameter twice', key: 'GET /{id}/{id}' },
  ])('$name', ({ key }) => {
    expectFault(withRoute({ route: key, access: open(), responses: ok }), 'routes.extra.route');
  });
});
