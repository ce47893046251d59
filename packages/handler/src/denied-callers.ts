import type { CarriedContext } from '@scopegate/contract/decision';
import type { HttpProblem } from './http-problem.ts';

// By problem: what the guard throws is what it tells of a deny, and the caller must not read more in it than he may.
const denied = new WeakMap<HttpProblem, CarriedContext>();

/** Notes whom a challenge of the guard is for; gives the challenge back. */
export function rememberDenied(problem: HttpProblem, context: CarriedContext): HttpProblem {
  denied.set(problem, context);
  return problem;
}

/** Whom the guard denied, or `undefined` for an error that is no challenge of the guard. */
export const deniedCaller = (error: unknown): CarriedContext | undefined =>
  typeof error === 'object' && error !== null ? denied.get(error as HttpProblem) : undefined;
