import { expect, it, jest } from '@jest/globals';
import { handle, type Middleware } from '../../../src/index.ts';
import { api, call, get, getKey, options } from '../../harness.ts';

it('lets no added middleware answer for the guard', async () => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => {});
  const seen: unknown[] = [];
  const answering: Middleware = {
    onError: ({ error }) => {
      seen.push(error);
      return { statusCode: 200, body: '"stale"' };
    },
  };
  const chain = handle(api, 'get', options)
    .use(answering)
    .handler(() => {
      throw new Error('down');
    });
  expect(await call(chain, getKey, { pathParameters: { id: '1' } })).toMatchObject({ status: 500 });
  expect(seen).toEqual([]);
  expect(await get(chain)).toMatchObject({ status: 200, body: 'stale' });
  expect(chain).not.toHaveProperty('use');
  log.mockRestore();
});
