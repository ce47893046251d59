import type { AnyApi, Probe, Route } from '@scopegate/contract';
import { neverValid } from './never-valid.ts';
import { selectRoute } from './select-route.ts';

/** A request that shows who is let in and changes nothing. */
export interface ProbeRequest {
  readonly method: string;
  /** With the query; starts with `/`. */
  readonly target: string;
  /** JSON text. */
  readonly body?: string;
}

export type DerivedProbe = { readonly request: ProbeRequest } | { readonly unmeasured: string };

/**
 * The probe of a route: the contract's own, and else one without effect by construction.
 *
 * - GET, HEAD, OPTIONS: safe (RFC 9110 §9.2.1); parameters name nothing.
 * - With a body: one that provably never validates.
 * - DELETE with a parameter: of something that does not exist.
 * - `iam()`: sent unsigned, with a query parameter nobody declares; it must not get past the gateway.
 *
 * Anything else stays unmeasured, with the reason. That handlers validate before they act is taken for granted.
 *
 * @param nonce letters, digits and `-`, never used as a name of anything
 */
export function deriveProbe(api: AnyApi, route: Route, nonce: string): DerivedProbe {
  const method = methodOf(route);
  const derived = route.probe ?? effectless(route, method, nonce);
  if ('unmeasured' in derived) return derived;
  const path = pathOf(route, derived.params ?? {}, nonce);
  if (selectRoute(api, method, path) !== route) {
    return { unmeasured: `${method} ${path} would reach another route: declare a probe` };
  }
  const query = new URLSearchParams(derived.query ?? {}).toString();
  const target = query === '' ? path : `${path}?${query}`;
  return { request: { method, target, ...(derived.body === undefined ? {} : { body: JSON.stringify(derived.body) }) } };
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

// Several methods: the safe one.
const methodOf = ({ parts: { method } }: Route): string => (method === undefined || method === 'ANY' ? 'GET' : method);

function effectless(route: Route, method: string, nonce: string): Probe | { readonly unmeasured: string } {
  if (route.access.kind === 'iam') return { query: { [nonce]: '' } };
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
