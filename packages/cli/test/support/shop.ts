import { allOf, anyOf, defineApi, iam, open, scopes } from '@scopegate/contract';

const answer = { type: 'object' };
const ok = { 200: answer };

/** A contract with a route for each way to derive a probe. */
export const shop = defineApi({
  title: 'Shop',
  version: '1.0.0',
  scopes: { 'items:read': 'Read', 'items:write': 'Write', 'items:none': 'Nothing' },
  routes: {
    health: { route: 'GET /health', access: open(), responses: ok },
    listItems: { route: 'GET /items', access: scopes('items:read'), responses: ok },
    getItem: { route: 'GET /items/{id}', access: scopes('items:read'), responses: ok },
    addItem: { route: 'POST /items', access: scopes('items:write'), body: answer, responses: ok },
    removeItem: {
      route: 'DELETE /items/{id}',
      access: anyOf(allOf('items:read', 'items:write')),
      responses: { 204: null },
    },
    rebuild: { route: 'POST /rebuild', access: scopes('items:write'), responses: ok },
    purge: { route: 'POST /purge', access: iam(), responses: ok },
  },
});

export const clients = [
  { name: 'reader', scopes: ['items:read'] },
  { name: 'writer', scopes: ['items:read', 'items:write'] },
];
