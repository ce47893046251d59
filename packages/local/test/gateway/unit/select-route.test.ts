import { describe, expect, it } from '@jest/globals';
import { createRouteTable, selectRoute } from '../../../src/gateway/routing/select-route.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import { route } from './support.ts';

const guide = ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'];

interface RouteRow {
  readonly routes: readonly string[];
  readonly request: string;
  readonly expected: string | undefined;
  readonly parameters?: Record<string, string>;
  readonly settings?: Partial<typeof defaultSettings>;
}

describe('selectRoute', () => {
  it.each<RouteRow>([
    { routes: guide, request: 'GET /pets/dog/1', expected: 'GET /pets/dog/1' },
    { routes: guide, request: 'GET /pets/dog/2', expected: 'GET /pets/dog/{id}', parameters: { id: '2' } },
    { routes: guide, request: 'GET /pets/cat/1', expected: 'GET /pets/{proxy+}', parameters: { proxy: 'cat/1' } },
    { routes: guide, request: 'POST /test/5', expected: 'ANY /{proxy+}', parameters: { proxy: 'test/5' } },
    { routes: [...guide].reverse(), request: 'GET /pets/dog/1', expected: 'GET /pets/dog/1' },
    { routes: ['GET /pets', '$default'], request: 'POST /pets', expected: '$default', parameters: {} },
    { routes: ['GET /pets'], request: 'HEAD /pets', expected: undefined },
    { routes: ['GET /pets'], request: 'POST /pets', expected: undefined },
    { routes: ['GET /pets'], request: 'OPTIONS /pets', expected: undefined },
    { routes: ['ANY /pets'], request: 'OPTIONS /pets', expected: 'ANY /pets' },
    { routes: ['ANY /pets', '$default'], request: 'TRACE /pets', expected: undefined },
    { routes: ['ANY /pets'], request: 'get /pets', expected: undefined },
    { routes: ['ANY /pets', 'GET /pets'], request: 'GET /pets', expected: 'GET /pets' },
    { routes: ['ANY /pets', 'GET /pets'], request: 'PUT /pets', expected: 'ANY /pets' },
    { routes: ['GET /Pets'], request: 'GET /pets', expected: undefined },
    { routes: ['GET /metrics'], request: 'GET /metrics/', expected: undefined },
    {
      routes: ['GET /metrics/{proxy+}'],
      request: 'GET /metrics/',
      expected: 'GET /metrics/{proxy+}',
      parameters: { proxy: '' },
    },
    { routes: ['GET /metrics/{proxy+}'], request: 'GET /metrics', expected: undefined },
    { routes: ['ANY /{proxy+}'], request: 'GET /', expected: 'ANY /{proxy+}', parameters: { proxy: '' } },
    { routes: ['GET /', 'ANY /{proxy+}'], request: 'GET /', expected: 'GET /' },
    { routes: ['GET /{id}'], request: 'GET /', expected: undefined },
    {
      routes: ['GET /checks', 'GET /checks/{id}'],
      request: 'GET /checks/',
      expected: 'GET /checks/{id}',
      parameters: { id: '' },
    },
    {
      routes: ['GET /checks/{id}'],
      request: 'GET /checks/',
      expected: undefined,
      settings: { parameterMatchesEmptySegment: false },
    },
    {
      routes: ['GET /{proxy+}', 'GET /a/{proxy+}', 'GET /a/b/{proxy+}'],
      request: 'GET /a/b/c',
      expected: 'GET /a/b/{proxy+}',
    },
    { routes: ['GET /x/{proxy+}', 'GET /{a}/b'], request: 'GET /x/b', expected: 'GET /{a}/b', parameters: { a: 'x' } },
    { routes: ['ANY /a/b', 'GET /a/{x}'], request: 'GET /a/b', expected: 'ANY /a/b' },
    {
      routes: ['ANY /a/b', 'GET /a/{x}'],
      request: 'GET /a/b',
      expected: 'GET /a/{x}',
      settings: { routePrecedence: 'method-first' },
    },
    {
      routes: ['ANY /x', 'GET /{proxy+}'],
      request: 'GET /x',
      expected: 'ANY /x',
      settings: { routePrecedence: 'method-first' },
    },
    { routes: ['GET /{__proto__}'], request: 'GET /y', expected: 'GET /{__proto__}' },
    { routes: ['GET /a/{x}/c'], request: 'GET /a//c', expected: 'GET /a/{x}/c', parameters: { x: '' } },
  ])('$request among $routes -> $expected', ({ routes, request, expected, parameters, settings }) => {
    const all = { ...defaultSettings, ...settings };
    const [method = '', path = ''] = request.split(' ');
    const table = createRouteTable(
      routes.map((key) => route(key)),
      all,
    );
    const selected = selectRoute(table, { method, path });
    expect(selected?.route.routeKey).toBe(expected);
    if (parameters) expect(Object.fromEntries(selected!.pathParameters)).toEqual(parameters);
  });

  it.each([
    { routeKey: 'get /pets' },
    { routeKey: 'GET pets' },
    { routeKey: 'GET /pets/' },
    { routeKey: 'GET /{proxy+}/x' },
    { routeKey: 'GET /a{b}' },
    { routeKey: 'GET /{}' },
    { routeKey: 'TRACE /pets' },
    { routeKey: '/pets' },
  ])('refuses the route key $routeKey', ({ routeKey }) => {
    expect(() => createRouteTable([route(routeKey)], defaultSettings)).toThrow(RangeError);
    expect(() => createRouteTable([route(routeKey)], defaultSettings)).toThrow(`route key "${routeKey}" is malformed`);
  });
});
