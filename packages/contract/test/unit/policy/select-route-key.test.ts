import { expect, it } from '@jest/globals';
import type { AccessTable } from '../../../src/decision/index.ts';
import { accessTable, defineApi, open } from '../../../src/index.ts';
import { createRouteKeySelector } from '../../../src/policy/index.ts';

it('routes are chosen as the gateway chooses them', () => {
  const api = defineApi({
    title: 'Pets',
    version: '1',
    scopes: {},
    routes: Object.fromEntries(
      ['GET /pets/dog/1', 'GET /pets/dog/{id}', 'GET /pets/{proxy+}', 'ANY /{proxy+}', '$default'].map((route, at) => [
        `r${at}`,
        { route, access: open(), responses: { 204: null } },
      ]),
    ),
  });
  const serving = createRouteKeySelector(accessTable(api));
  expect(serving('GET', '/pets/dog/1')).toEqual(['GET /pets/dog/1']);
  expect(serving('GET', '/pets/dog/2')).toEqual(['GET /pets/dog/{id}']);
  expect(serving('GET', '/pets/cat/1')).toEqual(['GET /pets/{proxy+}']);
  expect(serving('POST', '/test/5')).toEqual(['ANY /{proxy+}']);
  expect(serving('PURGE', '/test/5')).toEqual([]);
});

it('none is chosen where no route matches, and a table is read once per method', () => {
  const { routes } = accessTable(
    defineApi({
      title: 'Pets',
      version: '1',
      scopes: {},
      routes: { pets: { route: 'GET /pets', access: open(), responses: { 204: null } } },
    }),
  );
  let reads = 0;
  const serving = createRouteKeySelector({
    get routes() {
      reads += 1;
      return routes;
    },
  } as AccessTable);
  expect([serving('GET', '/cats'), serving('GET', '/pets'), serving('POST', '/pets')]).toEqual([[], ['GET /pets'], []]);
  expect(reads).toBe(2);
});
