import { describe, expect, it } from '@jest/globals';
import { entraShape, entraTenantIdPattern } from '../../../src/issuers/index.ts';

const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const ofIdTokens = ['nonce', 'at_hash', 'c_hash', 's_hash'];
const second = {
  issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  jwksUri: `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`,
  typ: 'JWT',
  hasAudience: true,
  clientClaim: 'azp',
  tokenIdClaim: 'uti',
  marks: { tid: tenantId, ver: '2.0' },
  required: ['azp'],
  excluded: ofIdTokens,
  scopeClaim: 'scp',
  scopeForm: 'text',
  scopePrefix: '',
};

describe('entra', () => {
  it.each([
    { name: 'tokens of version 2', options: { tokenVersion: 'v2' }, differs: {} },
    {
      name: 'tokens of version 1',
      options: { tokenVersion: 'v1' },
      differs: {
        issuer: `https://sts.windows.net/${tenantId}/`,
        jwksUri: `https://login.microsoftonline.com/${tenantId}/discovery/keys`,
        clientClaim: 'appid',
        marks: { tid: tenantId, ver: '1.0' },
        required: ['appid'],
      },
    },
    {
      name: 'roles, never with the scopes of a user',
      options: { tokenVersion: 'v2', scopeClaim: 'roles' },
      differs: { scopeClaim: 'roles', scopeForm: 'list', excluded: [...ofIdTokens, 'scp'] },
    },
  ] as const)('sends $name', ({ options, differs }) => {
    expect(entraShape({ tenantId, ...options })).toEqual({ ...second, ...differs });
  });

  it.each([
    { id: tenantId, is: true },
    { id: tenantId.toUpperCase(), is: false },
    { id: 'common', is: false },
    { id: 'organizations', is: false },
    { id: 'example.onmicrosoft.com', is: false },
    { id: `${tenantId}0`, is: false },
  ])('knows a tenant: $id: $is', ({ id, is }) => {
    expect(entraTenantIdPattern.test(id)).toBe(is);
  });
});
