import { defineApi, open, scopes } from '@scopegate/contract';

export const shop = defineApi({
  title: 'Shop',
  version: '1',
  scopes: { 'shop:buy': 'Buy things' },
  routes: {
    health: { route: 'GET /health', access: open(), responses: { 200: null } },
    buy: { route: 'POST /things/{id}', access: scopes('shop:buy'), responses: { 201: null } },
  },
});
