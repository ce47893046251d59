import { HttpProblem, type ProblemFault } from '../http-problem.ts';
import type { HttpResult, Middleware } from '../http-types.ts';
import { GuardFault } from './guard.ts';

export interface ProblemDetailsOptions {
  /** Called with one JSON text for each fault on our side. @default standard error */
  readonly write?: (line: string) => void;
}

/** Answers every error as problem details (RFC 9457): exact for the caller's errors, bare for ours, which are logged. */
export const problemDetails = ({ write = logError }: ProblemDetailsOptions = {}): Middleware => ({
  onError: (request) => {
    if (request.response !== undefined) return;
    const problem = toProblem(request.error);
    if (problem.status >= 500)
      write(JSON.stringify(describeError(request.error, request.event.requestContext.requestId)));
    request.response = toProblemResult(problem);
  },
});

// Looked up at each call: the Lambda runtime and log libraries replace the console.
const logError = (line: string): void => console.error(line);

function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const status = clientError(error);
  if (status === undefined) return new HttpProblem(500, 'Internal error', { code: 'internal', cause: error });
  if (status === 415) {
    return new HttpProblem(415, 'Unsupported media type', { detail: 'Send the body as application/json' });
  }
  // The body parser's; RFC 9110 §15.5.21 keeps 422 for JSON that is well formed.
  if (status === 422) return new HttpProblem(400, 'Malformed JSON', { detail: 'The body is not a JSON text' });
  const faults = toFaults(error);
  return faults.length > 0
    ? new HttpProblem(status, 'Invalid request', { faults })
    : new HttpProblem(status, error instanceof Error ? error.message : 'Invalid request');
}

/** Middlewares throw errors with a status; 4xx are the caller's. */
function clientError(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

interface ValidatorError {
  readonly instancePath: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What the validator found, which @middy/validator hands on in the cause. */
function toFaults(error: unknown): ProblemFault[] {
  const cause = error instanceof Error ? error.cause : undefined;
  const errors = typeof cause === 'object' && cause !== null && 'data' in cause ? cause.data : undefined;
  if (!Array.isArray(errors)) return [];
  return errors.filter(isValidatorError).map(({ instancePath, message = 'is not valid', params = {} }) => {
    const member = params['missingProperty'] ?? params['additionalProperty'];
    const pointer = instancePath.replace(/^\/pathParameters/, '/params').replace(/^\/queryStringParameters/, '/query');
    return { pointer: typeof member === 'string' ? `${pointer}/${escapePointer(member)}` : pointer, detail: message };
  });
}

const isValidatorError = (value: unknown): value is ValidatorError =>
  typeof value === 'object' && value !== null && 'instancePath' in value && typeof value.instancePath === 'string';

// RFC 6901 §3
const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

function toProblemResult({ status, title, options }: HttpProblem): HttpResult {
  const code = options.code ?? title.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  const body = {
    type: `urn:scopegate:problem:${code}`,
    title,
    status,
    ...(options.detail === undefined ? {} : { detail: options.detail }),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    ...options.members,
  };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...options.headers },
    body: JSON.stringify(body),
  };
}

function describeError(error: unknown, requestId: string): Record<string, unknown> {
  const cause = error instanceof HttpProblem && error.cause instanceof Error ? error.cause : error;
  const known = cause instanceof Error ? cause : new Error('something that is not an Error was thrown');
  return {
    level: 'ERROR',
    message: known.message,
    code: known instanceof GuardFault ? known.code : 'internal',
    error: known.name,
    stack: known.stack,
    apiRequestId: requestId,
  };
}
