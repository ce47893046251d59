import { type AccessRule, isBodiless } from '@scopegate/contract';
import { decisionIdHeader } from '@scopegate/contract/decision';
import { decisionIdOf } from '../guarded-callers.ts';
import type { HttpEvent, HttpResult } from '../http-types.ts';
import { defaultHeaders } from './default-headers.ts';

/**
 * The answer with what every answer has: default headers, and the id under which the logs explain the decision. A header
 * that is there twice, in two cases, counts as written last. A request with `HEAD`, and a status that has no body, get none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
 */
export function finishResult(result: HttpResult, event: HttpEvent, rule: AccessRule): HttpResult {
  const { statusCode = 200, headers = {} } = result;
  const given = Object.keys(headers);
  const names = new Set<string>();
  for (const name of given) names.add(name.toLowerCase());
  const id = decisionIdOf(event);
  const finished: HttpResult = {
    ...result,
    headers: {
      ...(names.size === given.length ? headers : withoutDoubles(headers)),
      ...defaultHeaders(rule, statusCode, (name) => names.has(name)),
    },
  };
  if (id !== undefined && finished.headers !== undefined) finished.headers[decisionIdHeader] = id;
  return isBodiless(statusCode) || event.requestContext?.http?.method === 'HEAD' ? withoutBody(finished) : finished;
}

type Headers = NonNullable<HttpResult['headers']>;

function withoutDoubles(headers: Headers): Headers {
  const last = new Map(Object.keys(headers).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(Object.entries(headers).filter(([name]) => last.get(name.toLowerCase()) === name));
}

const withoutBody = ({ body: _body, isBase64Encoded: _encoded, ...result }: HttpResult): HttpResult => result;
