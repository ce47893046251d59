import { afterEach, expect, it, jest } from '@jest/globals';
import { handle } from '../../src/index.ts';
import { api, call, flat, issuer, options } from '../harness.ts';

const route = 'GET /things/{id}';
const pathParameters = { id: '1' };

afterEach(() => {
  jest.restoreAllMocks();
});

it('the guard answers 500 without a list of trusted issuers', async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  const unconfigured = handle(api, 'get', { now: options.now, write: options.write }).handler(() => ({ status: 204 }));
  const saved = process.env['SCOPEGATE_TRUSTED_ISSUERS'];
  for (const value of [
    undefined,
    '',
    'https://issuer.example',
    '{}',
    '[1]',
    '[null]',
    '[{}]',
    `[{"issuer":1}]`,
    `[{"issuer":"${issuer}","requestForm":1}]`,
    `[{"issuer":"${issuer}","scopes":"*"}]`,
  ]) {
    if (value === undefined) delete process.env['SCOPEGATE_TRUSTED_ISSUERS'];
    else process.env['SCOPEGATE_TRUSTED_ISSUERS'] = value;
    expect(await call(unconfigured, route, { pathParameters, context: flat(route, ['read']) })).toMatchObject({
      status: 500,
    });
  }
  for (const trusted of [issuer, { issuer }, { issuer, requestForm: 'things/{scope}' }]) {
    process.env['SCOPEGATE_TRUSTED_ISSUERS'] = JSON.stringify([trusted]);
    expect(await call(unconfigured, route, { pathParameters, context: flat(route, ['read']) })).toMatchObject({
      status: 204,
    });
  }
  process.env['SCOPEGATE_TRUSTED_ISSUERS'] = saved;
  if (saved === undefined) delete process.env['SCOPEGATE_TRUSTED_ISSUERS'];
});
