import type { AuthorizerAnswer } from './authorizer-answer.ts';
import type { AuthorizerFault } from './authorizer-fault.ts';

/** What can be had of an authorizer: its well-formed answer, or why there is none to rely on. */
export type AuthorizerResult = AuthorizerAnswer | AuthorizerFault;
