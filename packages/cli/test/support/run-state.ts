import type { RunState } from '../../src/run/run-state.ts';
import { clients } from './shop.ts';

/** The record of a running platform that serves the shop. */
export const runState: RunState = {
  version: 1,
  port: 3000,
  pid: 4242,
  startedAt: '2026-01-01T00:00:00.000Z',
  url: 'http://127.0.0.1:3000',
  apis: { Api: 'http://127.0.0.1:3000', 'shop-dev/Api': 'http://127.0.0.1:3000' },
  tokenEndpoint: 'http://127.0.0.1:9999/oauth2/token',
  issuer: 'https://issuer.test',
  pools: [{ issuer: 'https://issuer.test', jwksUri: 'http://127.0.0.1:9999/pool/.well-known/jwks.json' }],
  clients: [
    ...clients.map(({ name, scopes: held }) => ({
      clientId: `id-${name}`,
      name,
      clientSecret: `secret-${name}`,
      scopes: held.map((scope) => `shop/${scope}`),
      tokenEndpoint: 'http://127.0.0.1:9999/oauth2/token',
    })),
    { clientId: 'id-public', name: 'public', scopes: [], tokenEndpoint: 'http://127.0.0.1:9999/oauth2/token' },
  ],
  iam: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'iam-secret', region: 'eu-west-1' },
  admin: { url: 'http://127.0.0.1:9998', secret: 'admin-secret' },
  assembly: '/nowhere/assembly',
};
