import { afterEach, expect, it, jest } from '@jest/globals';
import { encodePolicyContext } from '@scopegate/contract/decision';
import { handle } from '../../src/index.ts';
import { api, call, carried, flat, options } from '../harness.ts';

const route = 'GET /things/{id}';
const pathParameters = { id: '1' };
const get = () => handle(api, 'get', options).handler(() => ({ status: 204 }));
const context = (granted: string[]) =>
  encodePolicyContext({ principal: carried(route, granted).principal, decisionId: 'run-1' });

afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['SCOPEGATE_RESPONSE'];
});

it('a deployment that does not say which responses it has is a fault', async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  for (const value of ['', 'Policy', 'both']) {
    process.env['SCOPEGATE_RESPONSE'] = value;
    for (const one of [context(['read']), flat(route, ['read'])])
      expect(await call(get(), route, { pathParameters, context: one })).toMatchObject({ status: 500 });
  }
  process.env['SCOPEGATE_RESPONSE'] = 'policy';
  expect(await call(get(), route, { pathParameters, context: context(['read']) })).toMatchObject({ status: 204 });
});
