import { expect, it } from '@jest/globals';
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
