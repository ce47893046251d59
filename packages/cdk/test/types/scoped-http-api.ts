import type { Stack } from 'aws-cdk-lib';
import { type Issuer, ScopedHttpApi } from '../../src/index.ts';
import { shop } from '../support/contract.ts';

declare const stack: Stack;
declare const issuers: readonly Issuer[];
const bundle = { bundle: 'dist/handler' };
const handlers = { health: bundle, list: bundle, change: bundle, whoami: bundle, purge: bundle };

export const made = new ScopedHttpApi(stack, 'Api', { api: shop, handlers, issuers });
export const known = made.functions.whoami;

// @ts-expect-error a function of no route
export const unknown = made.functions.nobody;

const { purge: _, ...fewer } = handlers;
// @ts-expect-error a route without handler
export const missing = new ScopedHttpApi(stack, 'Api', { api: shop, handlers: fewer, issuers });

export const extra = new ScopedHttpApi(stack, 'Api', {
  api: shop,
  // @ts-expect-error a handler without route
  handlers: { ...fewer, purge: bundle, lost: bundle },
  issuers,
});

export const throttled = new ScopedHttpApi(stack, 'Api', {
  api: shop,
  handlers,
  issuers,
  // @ts-expect-error a throttle for no route
  throttle: { routes: { lost: { rateLimit: 1, burstLimit: 1 } } },
});

// @ts-expect-error only the $default stage
export const staged = new ScopedHttpApi(stack, 'Api', { api: shop, handlers, issuers, stageName: 'dev' });
