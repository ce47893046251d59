import { isBodiless, type Route } from '@scopegate/contract';
import type { HttpResult } from '../http-types.ts';
import { isRecord } from '../json-types.ts';
import { encodeBody } from './encode-body.ts';

/** What a handler answers, without its types. */
export interface Output {
  readonly status: PropertyKey;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

/**
 * A handler's answer in API Gateway's format.
 *
 * @param mediaTypes of answers that are not JSON, by status
 * @throws {Error} for a status that the contract does not declare, and for what is no answer
 */
export function toResult(output: Output, route: Route, mediaTypes: Readonly<Record<number, string>>): HttpResult {
  assertStatus(output, route);
  const { status, body, headers = {}, cookies } = output;
  const result: HttpResult = {
    statusCode: Number(status),
    headers: { ...headers },
    ...(cookies === undefined ? {} : { cookies: [...cookies] }),
  };
  if (body === undefined || isBodiless(Number(status))) return result;
  const given = Object.keys(headers).findLast((name) => name.toLowerCase() === 'content-type');
  const declared = mediaTypes[Number(status)];
  const { contentType, ...encoded } = encodeBody(body, given === undefined ? declared : headers[given]);
  return {
    ...result,
    headers: given === undefined ? { 'content-type': contentType, ...headers } : { ...headers },
    ...encoded,
  };
}

/** @throws {Error} as {@link toResult} */
export function assertStatus(output: unknown, route: Route): void {
  const status = isRecord(output) ? output['status'] : undefined;
  const declared = `declared: ${Object.keys(route.responses).join(', ')}`;
  if (!isRecord(output))
    throw new Error(`${route.name} answered ${output === null ? 'null' : typeof output}; ${declared}`);
  if (!Object.hasOwn(route.responses, String(status)))
    throw new Error(`${route.name} answered ${String(status)}; ${declared}`);
}
