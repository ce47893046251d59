import type { AccessRule } from '@scopegate/contract';
import { decisionIdHeader } from '@scopegate/contract/decision';
import { decisionIdOf } from '../guarded-callers.ts';
import type { HttpEvent, HttpResult } from '../http-types.ts';
import { defaultHeaders } from './default-headers.ts';

/**
 * The answer with what every answer has: default headers, and the id under which the logs explain the decision.
 */
export function finishResult(result: HttpResult, event: HttpEvent, rule: AccessRule): HttpResult {
  const { statusCode = 200, headers = {} } = result;
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const id = decisionIdOf(event);
  return {
    ...result,
    headers: {
      ...headers,
      ...defaultHeaders(rule, statusCode, (name) => names.has(name)),
      ...(id === undefined ? {} : { [decisionIdHeader]: id }),
    },
  };
}
