import { defineApi, scopes } from '@scopegate/contract';
import { encodeContext } from '@scopegate/contract/decision';
import { httpEvent } from '@scopegate/testing';
import { Type } from 'typebox';

/** What every contender validates and answers. */
export const Body = Type.Object({
  customer: Type.String({ minLength: 1 }),
  lines: Type.Array(Type.Object({ sku: Type.String(), quantity: Type.Integer({ minimum: 1 }) })),
});

export const api = defineApi({
  title: 'Bench',
  version: '1',
  scopes: { write: 'Writes' },
  routes: {
    create: {
      route: 'POST /orders',
      access: scopes('write'),
      body: Body,
      responses: { 201: Type.Object({ id: Type.String() }) },
    },
  },
});

export const issuer = 'https://issuer.example';

const context = encodeContext({
  decision: { outcome: 'allow', reason: 'allowed' },
  principal: { issuer, subject: 'user-1', scopes: ['write'], validUntil: 9e9, claims: {} },
  routeKey: 'POST /orders',
  decisionId: 'decision-1',
});

const lines = Array.from({ length: 5 }, (_, index) => ({ sku: `sku-${index}`, quantity: index + 1 }));
const body = JSON.stringify({ customer: 'customer-4711', lines }).padEnd(200);

/** The same POST of 200 bytes, as each request has it: a new object, because parsers write into it. */
export const orderEvent = () =>
  httpEvent('POST /orders', { body, context, headers: { 'content-type': 'application/json', host: 'bench' } });
