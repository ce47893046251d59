import { defineApi, open, scopes } from '@scopegate/contract';
import { Type } from 'typebox';

/** Every route of the API, and who may call it. */
export const api = defineApi({
  title: '__TITLE__',
  version: '1',
  scopes: {
    'profile:read': 'See who you are',
    'quotes:write': 'Ask for quotes',
  },
  routes: {
    health: { route: 'GET /health', access: open(), responses: { 204: null } },
    whoAmI: {
      route: 'GET /me',
      access: scopes('profile:read'),
      responses: { 200: Type.Object({ subject: Type.String(), scopes: Type.Array(Type.String()) }) },
    },
    createQuote: {
      route: 'POST /quotes',
      access: scopes('quotes:write'),
      body: Type.Object({ quantity: Type.Integer({ minimum: 1, maximum: 1000 }) }),
      responses: { 201: Type.Object({ quantity: Type.Integer(), cents: Type.Integer() }) },
    },
  },
});

/** The OAuth clients that call it, with the scopes they may ask for. */
export const clients = [
  { name: 'visitor', scopes: ['profile:read'] },
  { name: 'buyer', scopes: ['profile:read', 'quotes:write'] },
];
