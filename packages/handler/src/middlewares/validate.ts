import validator from '@middy/validator';
import type { Middleware } from '../http-types.ts';
import type { ValidateFunction } from '../validate-function.ts';

/**
 * Checks path parameters, query and body against the route's schemas, all faults at once.
 *
 * What is empty is absent in the event; the schema sees `{}`, so that a missing parameter is named.
 */
export function validate(check: ValidateFunction): Middleware {
  const middleware = validator({ eventSchema: check } as unknown as Parameters<typeof validator>[0]) as Middleware;
  return {
    before: (request) => {
      request.event.pathParameters ??= {};
      request.event.queryStringParameters ??= {};
      return middleware.before?.(request);
    },
  };
}
