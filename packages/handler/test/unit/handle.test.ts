import { describe, expect, it, jest } from '@jest/globals';
import { handle, type Middleware } from '../../src/index.ts';
import { api, call, createKey, flat, get, getKey, options, post } from '../harness.ts';

describe('a request', () => {
  it('reaches the handler parsed and validated', async () => {
    expect(await post({ body: { name: 'x', parts: [] }, query: { dry: 'yes' } })).toMatchObject({
      status: 201,
      body: { id: '1-x' },
    });
  });

  it('is refused before it is parsed when it may not be made', async () => {
    const decision = { outcome: 'deny', reason: 'insufficient_scope', missing: ['write'] } as const;
    expect(await post({ body: '{"name":', context: flat(createKey, ['read'], { decision }) })).toMatchObject({
      status: 403,
    });
  });
});

describe('a chain', () => {
  it('runs added middlewares behind guard and validation, and answers their errors as problems', async () => {
    const seen: string[] = [];
    const note: Middleware = {
      before: () => {
        seen.push('before');
      },
      after: () => {
        seen.push('after');
      },
    };
    const chain = handle(api, 'get', options)
      .use(note)
      .handler(() => ({ status: 204 }));
    await get(chain);
    const log = jest.spyOn(console, 'error').mockImplementation(() => {});
    await get(chain, '');
    await call(chain, getKey, { pathParameters: { id: '1' } });
    log.mockRestore();
    expect(seen).toEqual(['before', 'after']);
  });
});
