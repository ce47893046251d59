import type { Route } from '@scopegate/contract';
import type { HttpResult } from '../http-types.ts';

interface Output {
  readonly status: PropertyKey;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A handler's answer in API Gateway's format. Bodies are JSON.
 *
 * @throws {Error} for a status that the contract does not declare
 */
export function toResult({ status, body, headers = {} }: Output, route: Route): HttpResult {
  if (!Object.hasOwn(route.responses, status)) {
    throw new Error(`${route.name} answered ${String(status)}; declared: ${Object.keys(route.responses).join(', ')}`);
  }
  const statusCode = Number(status);
  if (body === undefined) return { statusCode, headers: { ...headers } };
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
