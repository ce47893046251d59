import middy from '@middy/core';
import type { AccessRule, AnyApi, CallerOf, InputOf, OutputOf, Route } from '@scopegate/contract';
import type { Context } from 'aws-lambda';
import { answerRequests } from './answer-requests.ts';
import { assertContract } from './answers/assert-contract.ts';
import { toResult } from './answers/to-result.ts';
import { callerOf, type GuardedCaller } from './guarded-callers.ts';
import { hasBody } from './has-body.ts';
import type { Handler, HttpEvent, HttpResult, Internal, Middleware } from './http-types.ts';
import { markHandler } from './mark.ts';
import { behindGuard } from './middlewares/behind-guard.ts';
import { type GuardOptions, guard } from './middlewares/guard.ts';
import { parseBody } from './middlewares/parse-body.ts';
import { validate } from './middlewares/validate.ts';
import { parametersOf } from './request-parameters.ts';
import { type ResponseFormat, readResponseFormat } from './response-format.ts';
import { assertRevocationOptions, type RevocationOptions } from './revocation/revocation-list.ts';
import { routeOf } from './route-of.ts';
import { createTraceStep, untraced } from './trace-step.ts';
import { readTrustedIssuers, type TrustedIssuerSetting } from './trusted-issuers.ts';
import { answerFormatOf } from './validation/answer-format.ts';
import { validationOf } from './validation/validators.ts';
import { writeLine } from './write-line.ts';

/** What a handler may look at besides its input. */
export interface Invocation {
  readonly event: HttpEvent;
  readonly context: Context;
  /** Aborted shortly before the function's timeout. */
  readonly signal: AbortSignal;
}

/** The backend of a route, as the contract types it. */
export type RouteHandler<A extends AnyApi, Name extends keyof A['routes']> = (
  input: InputOf<A, Name>,
  invocation: Invocation,
) => Promise<OutputOf<A, Name>> | OutputOf<A, Name>;

export interface HandleOptions {
  /** Milliseconds since the epoch. @default the machine's clock */
  readonly now?: () => number;
  /**
   * Issuers whose principals are believed: each its exact `iss`, or with the form its clients ask for scopes in.
   * @default the JSON array in `SCOPEGATE_TRUSTED_ISSUERS`
   */
  readonly trustedIssuers?: readonly TrustedIssuerSetting[];
  /** What the authorizer in front answers with. @default `SCOPEGATE_RESPONSE`, which the construct sets, or `simple` */
  readonly response?: ResponseFormat;
  /** Has the guard look up whether a token was revoked. @default tokens serve until they expire */
  readonly revocation?: RevocationOptions;
  /** Whether each step of the guard leaves a trace line. @default whether `SCOPEGATE_TRACE` is `1` */
  readonly trace?: boolean;
  /** Where audit and trace lines go, one JSON text each. @default standard output */
  readonly write?: (line: string) => void;
}

/** The chain of a route, up to its handler. */
export interface RouteChain<A extends AnyApi, Name extends keyof A['routes']> {
  /** Adds a middleware behind guard and validation: it sees only requests that were let in. */
  use(middleware: Middleware): RouteChain<A, Name>;
  /** Ends the chain. */
  handler(act: RouteHandler<A, Name>): Handler;
}

/**
 * Starts the chain of one route, the guard in front. What its handler gets and may answer follows from the contract.
 *
 * Order, from the outside: answer and audit line of every request (`answer-requests.ts`), guard, body parser, validator,
 * yours, the handler.
 *
 * @throws {Error} at once, when the contract has no such route, or when `revocation` does not say what an outage means
 */
export function handle<A extends AnyApi, Name extends keyof A['routes'] & string>(
  api: A,
  name: Name,
  options: HandleOptions = {},
): RouteChain<A, Name> {
  const route = routeOf(api, name);
  const { now = Date.now, write = writeLine } = options;
  const chain = middy<HttpEvent, HttpResult, Error, Context, Internal>().use(
    guard(guardOptions(api, route, { ...options, now, write })),
  );
  if (hasBody(route)) chain.use(parseBody());
  chain.use(validate(validationOf(route)));

  return {
    use(middleware) {
      chain.use(behindGuard(middleware));
      return this;
    },
    handler: (act) => {
      const run = chain.handler(adapt<A, Name>(act, route));
      return markHandler(answerRequests(run, { route, write, elapsed, now }), route.route, api);
    },
  };
}

const elapsed = (): number => performance.now();

function guardOptions(
  { title: realm, scopes: catalogue }: AnyApi,
  route: Route,
  {
    now,
    write,
    trustedIssuers,
    response,
    revocation,
    trace,
  }: HandleOptions & Required<Pick<HandleOptions, 'now' | 'write'>>,
): GuardOptions {
  if (revocation !== undefined) assertRevocationOptions(revocation);
  const traced = trace ?? process.env['SCOPEGATE_TRACE'] === '1';
  return {
    realm,
    route,
    impliesOthers: (scope) => (catalogue[scope]?.implies.length ?? 0) > 0,
    now,
    trustedIssuers: () => trustedIssuers ?? readTrustedIssuers(),
    response: () => response ?? readResponseFormat(),
    revocation,
    trace: traced ? createTraceStep({ write, elapsed, routeKey: route.route }) : untraced,
  };
}

function adapt<A extends AnyApi, Name extends keyof A['routes']>(act: RouteHandler<A, Name>, route: Route) {
  const format = answerFormatOf(route);
  return async (
    event: HttpEvent,
    context: Context,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<HttpResult> => {
    // Guard and validator have established what the type says.
    const input = toInput(event, callerOf(event)) as InputOf<A, Name>;
    const output = await act(input, { event, context, signal });
    const check = format.check();
    if (check !== undefined) assertContract(output, route, check);
    return toResult(output, route, format.mediaTypes);
  };
}

const toInput = (event: HttpEvent, caller: GuardedCaller): unknown => ({
  ...parametersOf(event),
  body: event.body,
  caller: toCaller(caller),
});

function toCaller(caller: GuardedCaller): CallerOf<AccessRule, string> {
  if (caller.kind === 'principal') return caller.context.principal;
  if (caller.kind === 'iam') return caller.caller;
  caller.kind satisfies 'open';
  return undefined;
}
