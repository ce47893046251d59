import { allOf, anyOf, authenticated, defineApi, iam, open, scopes } from '@scopegate/contract';

const nothing = { 204: null };

/** One route of every kind of rule. */
export const shop = defineApi({
  title: 'Shop',
  version: '1.0.0',
  scopes: { 'shop:read': 'Read', 'shop:write': 'Write' },
  cors: { origins: ['https://shop.example.com'] },
  routes: {
    health: { route: 'GET /health', access: open(), responses: nothing },
    list: { route: 'GET /items', access: scopes('shop:read'), responses: nothing },
    change: {
      route: 'PUT /items/{id}',
      access: anyOf(allOf('shop:read', 'shop:write'), allOf('shop:write')),
      responses: nothing,
    },
    whoami: { route: 'GET /me', access: authenticated(), responses: nothing },
    purge: { route: 'POST /maintenance/purge', access: iam(), responses: nothing },
  },
});

export type Shop = typeof shop;
