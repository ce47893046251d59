import type { Probe, Route } from '@scopegate/contract';
import type { SelectRouteKeys } from '@scopegate/contract/policy';
import { neverValid } from './never-valid.ts';

/** A request that shows whether the caller is let in, and changes nothing. */
export interface ProbeRequest {
  readonly method: string;
  /** With the query; starts with `/`. */
  readonly target: string;
  /** JSON text. */
  readonly body?: string;
}

export interface ProbeContext {
  /** Of all routes of the API. */
  readonly serving: SelectRouteKeys;
  /** Letters, digits and `-`; a value that no item of the API has as its id. */
  readonly nonce: string;
}

/** The probe of a route, or why it has none. */
export type DerivedProbe = { readonly request: ProbeRequest } | { readonly unmeasured: string };

/**
 * The probe of a route: that of the contract, otherwise one that cannot have an effect.
 *
 * - GET, HEAD, OPTIONS: safe methods (RFC 9110 §9.2.1); the parameters are the nonce, which is no item's id.
 * - With a body: a body that is never valid.
 * - DELETE with a parameter: of an item that does not exist.
 * - `iam()`: sent unsigned, with an undeclared query parameter; the gateway must reject it.
 *
 * Any other route has no probe. Neither has a route whose probe might be served by another route, or by none. Assumed:
 * handlers validate a request before they act on it.
 */
export function deriveProbe(route: Route, { serving, nonce }: ProbeContext): DerivedProbe {
  const method = methodOf(route);
  const derived = route.probe ?? probeWithoutEffect(route, method, nonce);
  if ('unmeasured' in derived) return derived;
  const path = pathOf(route, derived.params ?? {}, nonce);
  // API Gateway decodes the path before it chooses a route; where AWS does not document its choice, several may serve
  const routeKeys = serving(method, decodeURIComponent(path));
  if (routeKeys.length !== 1 || routeKeys[0] !== route.route) {
    return { unmeasured: `${method} ${path} might not reach this route: declare a probe` };
  }
  const query = new URLSearchParams(derived.query ?? {}).toString();
  const target = query === '' ? path : `${path}?${query}`;
  return { request: { method, target, ...(derived.body === undefined ? {} : { body: JSON.stringify(derived.body) }) } };
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

// A route of every method is probed with a safe one.
const methodOf = ({ parts: { method } }: Route): string => (method === undefined || method === 'ANY' ? 'GET' : method);

function probeWithoutEffect(route: Route, method: string, nonce: string): Probe | { readonly unmeasured: string } {
  if (route.access.kind === 'iam') return { query: { [nonce]: '' } };
  route.access.kind satisfies 'open' | 'authenticated' | 'scopes';
  if (safeMethods.includes(method)) return {};
  if (route.body !== undefined) {
    const body = neverValid(route.body);
    return body === undefined
      ? { unmeasured: 'no body is certain to be refused: declare a probe' }
      : { body: body.value };
  }
  if (method === 'DELETE' && route.parts.parameters.length > 0) return {};
  return { unmeasured: `${method} without a body may change something: declare a probe` };
}

function pathOf({ parts }: Route, params: Readonly<Record<string, string>>, nonce: string): string {
  if (parts.path === undefined) return `/${nonce}/${nonce}`;
  const texts = parts.segments.map((segment) => {
    if (segment.kind === 'literal') return segment.text;
    const value = params[segment.name] ?? nonce;
    return segment.kind === 'greedy' ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
  return `/${texts.join('/')}`;
}
