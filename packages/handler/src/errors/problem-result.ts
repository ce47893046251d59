import type { HttpResult } from '../http-types.ts';
import type { HttpProblem } from './http-problem.ts';
import { toCode } from './to-problem.ts';

/** A problem as an answer. @see https://www.rfc-editor.org/rfc/rfc9457#section-3 */
export function toProblemResult({ status, title, options }: HttpProblem): HttpResult {
  const body = {
    type: `urn:scopegate:problem:${options.code ?? toCode(title)}`,
    title,
    status,
    ...(options.detail === undefined ? {} : { detail: options.detail }),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    ...options.members,
  };
  return {
    statusCode: status,
    headers: { ...options.headers, 'content-type': 'application/problem+json' },
    body: JSON.stringify(body),
  };
}
