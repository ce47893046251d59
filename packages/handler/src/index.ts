export { HttpProblem, type ProblemFault, type ProblemOptions } from './errors/http-problem.ts';
export { type HandleOptions, handle, type Invocation, type RouteHandler } from './handle.ts';
export type { Handler, HttpEvent, HttpResult, Middleware } from './http-types.ts';
export type { IamCaller } from './iam-caller.ts';
export { GuardFault } from './middlewares/guard.ts';
export type { ResponseFormat } from './response-format.ts';
export { cacheRevocations, type RevocationCacheOptions } from './revocation/cache-revocations.ts';
export type { RevocableToken, RevocationList, RevocationOptions } from './revocation/revocation-list.ts';
export type { TrustedIssuer, TrustedIssuerSetting } from './trusted-issuers.ts';
