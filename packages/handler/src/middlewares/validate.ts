import type { ProblemFault } from '../errors/http-problem.ts';
import { InputProblem } from '../errors/input-problem.ts';
import { toFaults } from '../errors/validation-faults.ts';
import type { HttpEvent, Middleware } from '../http-types.ts';
import { rememberParameters } from '../request-parameters.ts';
import type { InputValidation } from '../validation/input-validation.ts';
import { readTextValues } from '../validation/read-text-values.ts';

/**
 * Reads path parameters and query as the types they are declared as, and checks them and the body against the route's
 * schemas, all faults at once. The event keeps its texts.
 *
 * What is empty is absent in the event; the schema sees `{}`, so that a missing parameter is named.
 */
export const validate = (validation: InputValidation): Middleware => ({
  before: ({ event }) => {
    const { params, query } = readParameters(event, validation);
    const input = { params: params.values, query: query.values, body: event.body };
    const misread = query.faults.length === 0 ? params.faults : [...params.faults, ...query.faults];
    const faults = validation.check(input)
      ? misread
      : [...misread, ...besides(misread, toFaults(validation.check.errors))];
    if (faults.length > 0) throw new InputProblem(400, 'Invalid request', { faults });
    rememberParameters(event, { params: params.values, query: query.values });
  },
});

const readParameters = (event: HttpEvent, { params, query }: InputValidation) => ({
  params: readTextValues({ texts: event.pathParameters ?? {}, pointer: '/params' }, params),
  query: readTextValues(
    { texts: event.queryStringParameters ?? {}, rawQuery: event.rawQueryString, pointer: '/query' },
    query,
  ),
});

/** What the schema says of other places than those that could not be read. */
const besides = (misread: readonly ProblemFault[], faults: readonly ProblemFault[]): ProblemFault[] =>
  faults.filter(
    ({ pointer }) => !misread.some((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`)),
  );
