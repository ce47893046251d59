import type { AccessRule, Route, ScopesRule } from '@scopegate/contract';
import {
  bearerChallenge,
  type CarriedContext,
  challengedScopes,
  createChallenge,
  type DenyReason,
  decide,
  decisionIdHeader,
  decodeContext,
  decodePolicyContext,
  isChallengeable,
  type PolicyContext,
  type ReasonCode,
  reasons,
  toRequested,
} from '@scopegate/contract/decision';
import { rememberDenied } from '../errors/denied-callers.ts';
import { HttpProblem } from '../errors/http-problem.ts';
import { type GuardedCaller, rememberCaller } from '../guarded-callers.ts';
import type { HttpEvent, Middleware } from '../http-types.ts';
import { readIamCaller } from '../iam-caller.ts';
import type { ResponseFormat } from '../response-format.ts';
import { checkRevocation } from '../revocation/check-revocation.ts';
import type { RevocationOptions } from '../revocation/revocation-list.ts';
import { type TraceStep, untraced } from '../trace-step.ts';
import { type TrustedIssuerSetting, trustedIssuer } from '../trusted-issuers.ts';

export interface GuardOptions {
  /** Shown as the challenge's realm. */
  readonly realm: string;
  readonly route: Pick<Route, 'route' | 'access'>;
  /** Whether a scope of the contract carries others with it: challenges avoid those. */
  readonly impliesOthers: (scope: string) => boolean;
  /** Issuers whose principals are believed. */
  readonly trustedIssuers: () => readonly TrustedIssuerSetting[];
  /** What the authorizer in front answers with; contexts of the other kind are refused. */
  readonly response: () => ResponseFormat;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Asked about every token that would be let in. @default tokens cannot be revoked */
  readonly revocation?: RevocationOptions | undefined;
  /** Runs the steps. @default without a trace */
  readonly trace?: TraceStep;
}

/**
 * Re-decides each request from what the authorizer verified: the gateway's cache outlives a token, the guard does not.
 *
 * It allows only when the carried decision is allow and its own is allow, for this route and a trusted issuer. A missing
 * or odd context is a fault on our side, answered 500: never public. There is no switch to turn it off.
 *
 * Behind policy responses the context carries no decision, so that its own is the only one, and a token it refuses gets
 * the challenge. Only a handler that is deployed for policy responses takes such a context: elsewhere it would leave out
 * the authorizer's denial and the route it was for.
 *
 * Revocation is looked up here alone, after the decision: no cache key of the gateway covers it.
 *
 * Not checked: whether the object asked for is the caller's.
 */
export const guard = (options: GuardOptions): Middleware => ({
  before: async ({ event }) => {
    const { trace = untraced } = options;
    const caller = await trace('decide', () => admit(event, options));
    rememberCaller(event, await unlessRevoked(caller, options));
  },
});

/** The caller, where the list lets it pass; only tokens can be listed. */
async function unlessRevoked(caller: GuardedCaller, options: GuardOptions): Promise<GuardedCaller> {
  const { revocation, trace = untraced } = options;
  if (revocation === undefined) return caller;
  if (caller.kind === 'principal') return trace('revocation', () => askList(caller, revocation, options));
  caller.kind satisfies 'open' | 'iam';
  return caller;
}

type PrincipalCaller = Extract<GuardedCaller, { kind: 'principal' }>;

/** The caller, if the list lets it pass. */
async function askList(
  caller: PrincipalCaller,
  revocation: RevocationOptions,
  options: GuardOptions,
): Promise<PrincipalCaller> {
  const check = await checkRevocation(caller.context.principal, revocation);
  if (check === 'unavailable') throw fault('revocation_unavailable');
  if (check === 'revoked') throw challenge('token_revoked', caller.context, options);
  return check === 'unchecked' ? { ...caller, revocation: check } : caller;
}

/** Who is let in; throws for every other caller. */
export function admit(event: HttpEvent, options: GuardOptions): GuardedCaller {
  const { route, trustedIssuers, response, now } = options;
  if (event.routeKey !== route.route) throw fault('context_route');
  if (route.access.kind === 'open') return { kind: 'open' };
  const authorizer: unknown = 'authorizer' in event.requestContext ? event.requestContext.authorizer : undefined;
  if (route.access.kind === 'iam') {
    const caller = readIamCaller(authorizer);
    if (caller === undefined) throw fault('caller_missing');
    return { kind: 'iam', caller };
  }
  route.access.kind satisfies 'authenticated' | 'scopes';
  const context =
    response() === 'policy'
      ? decideAlone(readPolicyContext(authorizer, trustedIssuers()), route, now() / 1_000)
      : readContext(authorizer, route.route, trustedIssuers());
  const carried = context.decision;
  if (carried.outcome === 'deny') throw challenge(carried.reason, context, options);
  const own = decide(route.access, context.principal, now() / 1_000);
  if (own.outcome === 'allow') return { kind: 'principal', context };
  // Expired since is what the guard is for; anything else means that two versions of the contract are deployed.
  throw own.reason === 'token_expired' ? challenge(own.reason, context, options) : fault('context_principal');
}

function readContext(
  authorizer: unknown,
  routeKey: string,
  trustedIssuers: readonly TrustedIssuerSetting[],
): CarriedContext {
  const decoded = decodeContext(lambdaContext(authorizer));
  if (!decoded.ok) throw fault(decoded.reason);
  if (decoded.context.routeKey !== routeKey) throw fault('context_route');
  return trusted(decoded.context, trustedIssuers);
}

function readPolicyContext(authorizer: unknown, trustedIssuers: readonly TrustedIssuerSetting[]): PolicyContext {
  const decoded = decodePolicyContext(lambdaContext(authorizer));
  if (!decoded.ok) throw fault(decoded.reason);
  return trusted(decoded.context, trustedIssuers);
}

const lambdaContext = (authorizer: unknown): unknown =>
  typeof authorizer === 'object' && authorizer !== null && 'lambda' in authorizer ? authorizer.lambda : undefined;

function trusted<Context extends PolicyContext>(context: Context, settings: readonly TrustedIssuerSetting[]): Context {
  if (trustedIssuer(settings, context.principal.issuer) === undefined) throw fault('context_issuer');
  return context;
}

/** The context as an authorizer with simple responses would have made it for this route, now. */
function decideAlone(context: PolicyContext, route: GuardOptions['route'], nowSeconds: number): CarriedContext {
  const decision = decide(route.access, context.principal, nowSeconds);
  // No caller could correct this: the rule itself is broken.
  if (decision.outcome === 'deny' && !isChallengeable(decision.reason)) throw fault('context_principal');
  return { ...context, decision, routeKey: route.route };
}

function challenge(reason: DenyReason, context: CarriedContext, options: GuardOptions): HttpProblem {
  const { status, text, remedy } = reasons[reason];
  const shown = createChallenge(reason, reason === 'insufficient_scope' ? requestedScopes(context, options) : []);
  const problem = new HttpProblem(status, text, {
    code: reason,
    detail: remedy,
    headers: {
      'www-authenticate': bearerChallenge(options.realm, reason, shown),
      [decisionIdHeader]: context.decisionId,
    },
    members: {
      // Here too: whether an HTTP API passes the header on under its name is contested.
      challenge: shown,
      // The challenge names one alternative, as the issuer calls its scopes; here are all, in the contract's names.
      ...(reason === 'insufficient_scope' ? alternativesOf(options.route.access) : {}),
    },
  });
  return rememberDenied(problem, context);
}

function alternativesOf(rule: AccessRule): Partial<Pick<ScopesRule, 'anyOf'>> {
  if (rule.kind === 'scopes') return { anyOf: rule.anyOf };
  rule.kind satisfies 'open' | 'authenticated' | 'iam';
  return {};
}

/** What a client asks the issuer of its token for, to be let in. */
function requestedScopes({ principal, decision }: CarriedContext, options: GuardOptions): readonly string[] {
  const { route, impliesOthers, trustedIssuers } = options;
  const { requestForm = '{scope}' } = trustedIssuer(trustedIssuers(), principal.issuer) ?? {};
  const named = challengedScopes(route.access, { granted: principal.scopes, impliesOthers });
  // While another version of the authorizer is deployed, only it knows what it wants besides.
  const suffices = named.every((scope) => principal.scopes.includes(scope));
  const lacking = suffices && decision.outcome === 'deny' ? decision.missing : undefined;
  return (lacking ?? named).map((scope) => toRequested(requestForm, scope));
}

// The log says what is wrong; the caller only learns that the fault is on our side.
const fault = (reason: ReasonCode): Error => new GuardFault(reason);

/** The request reached the handler in a way it must not. Logged with its code, answered 500. */
export class GuardFault extends Error {
  readonly code: ReasonCode;

  constructor(code: ReasonCode) {
    super(`${reasons[code].text}. ${reasons[code].remedy}.`);
    this.name = 'GuardFault';
    this.code = code;
  }
}
