import { HttpProblem } from './http-problem.ts';

/** What the chain's own parser and validator refuse: told from a handler's own 400 in the audit line. */
export class InputProblem extends HttpProblem {}
