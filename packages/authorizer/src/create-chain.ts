import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { AuthorizerEvent, AuthorizerResponse } from './authorizer-event.ts';
import type { Internal, Middleware } from './state.ts';
import { audit } from './steps/audit.ts';
import { createDecisionSteps, type DecisionOptions } from './steps/decision-steps.ts';
import { readRequest } from './steps/read-request.ts';
import { step } from './steps/step.ts';
import { traced } from './steps/traced.ts';
import { type WriteLine, writeLine } from './write-line.ts';

export interface ChainOptions extends DecisionOptions {
  /** Whether each step leaves a trace line. @default false */
  readonly trace?: boolean;
  /**
   * What the gateway's cache of verdicts is keyed by besides the token. `'route'`: the route key is one of the identity
   * sources; an event whose `identitySource` does not hold it is denied with `cache_key_unproven`, since its verdict would
   * serve other routes. `'nothing'`: not checked; only where the template was, or for an authorizer without a cache.
   *
   * Not checked with `'route'`: that the entry is the route key. A second source that the client controls, such as a header
   * or a query string, can hold the same text; only a check of the template sees that.
   *
   * @default `'route'`, unless the table says that the template was checked
   */
  readonly cachedBy?: 'route' | 'nothing';
  /** Where audit and trace lines go. @default standard output */
  readonly write?: WriteLine;
}

/**
 * The authorizer's chain, in the order of a request's way.
 *
 * @param respond the last step, which turns the state into an answer
 */
export function createChain(options: ChainOptions, respond: Middleware) {
  const { table, now = Date.now, write = writeLine } = options;
  const { cachedBy = table.cacheKey === 'checked' ? 'nothing' : 'route' } = options;
  const elapsed = () => performance.now();
  const chain = middy<AuthorizerEvent, AuthorizerResponse, Error, Context, Internal>({ timeoutEarlyInMillis: 0 })
    .use(audit({ write, elapsed, now }))
    .use(readRequest({ createId: randomUUID, cachedByRoute: cachedBy === 'route' }));
  for (const { name, run } of createDecisionSteps(options, write))
    chain.use(step(options.trace === true ? traced(name, run, { elapsed, write }) : run));
  // A response set by a middleware that ends the chain would skip `audit`; so the last step answers on the way out.
  return chain.use(respond);
}
