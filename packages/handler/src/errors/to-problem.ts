import { deniedCaller } from './denied-callers.ts';
import { HttpProblem } from './http-problem.ts';
import { passedHeaders } from './passed-headers.ts';
import { statusPhrase } from './status-phrases.ts';
import { thrownStatus } from './thrown-status.ts';

/**
 * What a thrown error answers: exact where it says that it is meant for the caller, a bare 500 for everything else.
 *
 * A 401 is the guard's alone, because it must come with a challenge (RFC 9110 §15.5.2).
 */
export function toProblem(error: unknown): HttpProblem {
  // The guard's own, with the challenge in its headers.
  if (error instanceof HttpProblem && deniedCaller(error) !== undefined) return error;
  const problem = error instanceof HttpProblem ? withPassedHeaders(error) : thrownProblem(error);
  return problem === undefined || problem.status === 401 ? internal(error) : problem;
}

const withPassedHeaders = (problem: HttpProblem): HttpProblem =>
  problem.options.headers === undefined
    ? problem
    : new HttpProblem(problem.status, problem.title, {
        ...problem.options,
        headers: passedHeaders(problem.options.headers),
      });

function thrownProblem(error: unknown): HttpProblem | undefined {
  const thrown = thrownStatus(error);
  if (thrown === undefined || !(error instanceof Error)) return undefined;
  const phrase = statusPhrase(thrown.status);
  return new HttpProblem(thrown.status, thrown.exposed && error.message !== '' ? error.message : phrase, {
    // Of the status, never of the message: that may hold what is only for this caller, or for none.
    code: toCode(phrase),
    headers: passedHeaders('headers' in error ? error.headers : undefined),
    cause: error,
  });
}

const internal = (cause: unknown): HttpProblem => new HttpProblem(500, 'Internal error', { code: 'internal', cause });

/** A title as the machine-readable end of a problem's `type`. */
export const toCode = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '_');
