import { HttpProblem } from '../errors/http-problem.ts';
import { toFaults } from '../errors/validation-faults.ts';
import type { Middleware } from '../http-types.ts';
import type { ValidateFunction } from '../validate-function.ts';

/**
 * Checks path parameters, query and body against the route's schemas, all faults at once.
 *
 * What is empty is absent in the event; the schema sees `{}`, so that a missing parameter is named.
 */
export const validate = (check: ValidateFunction): Middleware => ({
  before: ({ event }) => {
    event.pathParameters ??= {};
    event.queryStringParameters ??= {};
    if (!check({ params: event.pathParameters, query: event.queryStringParameters, body: event.body }))
      throw new HttpProblem(400, 'Invalid request', { faults: toFaults(check.errors) });
  },
});
