import type { ProblemFault } from '../errors/http-problem.ts';

/** What is wrong with a handler's answer, by JSON pointer into `{ status, body }`. */
export type ResponseCheck = (status: number, body: unknown) => readonly ProblemFault[];
