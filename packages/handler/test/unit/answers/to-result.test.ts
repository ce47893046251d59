import { describe, expect, it, jest } from '@jest/globals';
import { handle } from '../../../src/index.ts';
import { api, defaultHeaders, get, options } from '../../harness.ts';

describe('an answer', () => {
  it('without a body has no content type', async () => {
    const empty = handle(api, 'get', options).handler(() => ({ status: 204 }));
    expect(await get(empty)).toEqual({
      status: 204,
      headers: { 'scopegate-decision-id': 'decision-1', ...defaultHeaders },
      body: undefined,
    });
  });

  it('of a status that is not declared is a fault', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => {});
    const undeclared = handle(api, 'get', options).handler(() => ({ status: 201, body: { id: 'x' } }) as never);
    expect(await get(undeclared)).toMatchObject({ status: 500 });
    expect(String(log.mock.calls[0]?.[0])).toContain('get answered 201; declared: 200, 204');
    log.mockRestore();
  });
});
