import type { CarriedContext } from '@scopegate/contract/decision';
import type { HttpProblem } from './http-problem.ts';

// Kept by problem, not in it: everything in a problem reaches the caller.
const denied = new WeakMap<HttpProblem, CarriedContext>();

/** Remembers which caller a challenge of the guard is for; returns the challenge. */
export function rememberDenied(problem: HttpProblem, context: CarriedContext): HttpProblem {
  denied.set(problem, context);
  return problem;
}

/** The caller that the guard denied, or `undefined` for an error that is no challenge of the guard. */
export const deniedCaller = (error: unknown): CarriedContext | undefined =>
  typeof error === 'object' && error !== null ? denied.get(error as HttpProblem) : undefined;
