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
  const names = new Map(Object.keys(headers).map((name) => [name.toLowerCase(), name]));
  const id = decisionIdOf(event);
  const finished: HttpResult = {
    ...result,
    headers: {
      ...(names.size === Object.keys(headers).length ? headers : withoutDoubles(headers, names)),
      ...defaultHeaders(rule, statusCode, (name) => names.has(name)),
      ...(id === undefined ? {} : { [decisionIdHeader]: id }),
    },
  };
  return isBodiless(statusCode) || event.requestContext?.http?.method === 'HEAD' ? withoutBody(finished) : finished;
}

type Headers = NonNullable<HttpResult['headers']>;

const withoutDoubles = (headers: Headers, names: ReadonlyMap<string, string>): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => names.get(name.toLowerCase()) === name));

const withoutBody = ({ body: _body, isBase64Encoded: _encoded, ...result }: HttpResult): HttpResult => result;
