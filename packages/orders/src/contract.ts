import { allOf, anyOf, defineApi, iam, open, scopes } from '@scopegate/contract';
import {
  Health,
  ListQuery,
  NewOrder,
  Order,
  OrderChange,
  OrderHistory,
  OrderPage,
  OrderParams,
  Problem,
  PurgeReport,
} from './schemas.ts';

/** The orders API: every route, and the scopes that open it. Authorizer, handlers, stack and matrix follow from it. */
export const orders = defineApi({
  title: 'Orders',
  version: '1.0.0',
  scopes: {
    'orders:read': 'List and read orders',
    'orders:write': 'Create and change orders',
    'orders:cancel': 'Cancel orders',
    'orders:audit': 'Read the history of orders',
    'orders:admin': {
      about: 'Read, write and cancel orders',
      implies: ['orders:read', 'orders:write', 'orders:cancel'],
    },
    'orders:none': 'Nothing: no route asks for it',
  },
  routes: {
    health: { route: 'GET /health', access: open(), responses: { 200: Health } },
    listOrders: {
      route: 'GET /orders',
      access: scopes('orders:read'),
      query: ListQuery,
      responses: { 200: OrderPage },
    },
    createOrder: {
      route: 'POST /orders',
      access: scopes('orders:write'),
      body: NewOrder,
      responses: { 201: Order },
    },
    getOrder: {
      route: 'GET /orders/{id}',
      access: scopes('orders:read'),
      params: OrderParams,
      responses: { 200: Order, 404: Problem },
    },
    updateOrder: {
      route: 'PATCH /orders/{id}',
      access: scopes('orders:read', 'orders:write'),
      params: OrderParams,
      body: OrderChange,
      responses: { 200: Order, 404: Problem, 409: Problem },
    },
    cancelOrder: {
      route: 'DELETE /orders/{id}',
      access: anyOf(allOf('orders:write', 'orders:cancel'), allOf('orders:admin')),
      params: OrderParams,
      responses: { 204: null, 404: Problem, 409: Problem },
    },
    orderHistory: {
      route: 'GET /orders/{id}/history',
      access: anyOf(allOf('orders:audit'), allOf('orders:admin')),
      params: OrderParams,
      responses: { 200: OrderHistory, 404: Problem },
    },
    purge: { route: 'POST /maintenance/purge', access: iam(), responses: { 200: PurgeReport } },
  },
});
