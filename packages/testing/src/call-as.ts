import { type AnyApi, accessTable } from '@scopegate/contract';
import {
  type ClaimValue,
  decide,
  encodeContext,
  encodePolicyContext,
  grantedScopes,
} from '@scopegate/contract/decision';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { type HttpEventOptions, httpEvent } from './events.ts';
import { lambdaContext } from './lambda-context.ts';

/** Who calls: what the authorizer would have found in a token. */
export interface TestCaller {
  /** In the contract's names. @default none */
  readonly scopes?: readonly string[];
  /** @default `user-1` */
  readonly subject?: string;
  readonly clientId?: string;
  readonly tenant?: string;
  /** @default none */
  readonly claims?: Readonly<Record<string, ClaimValue>>;
  /** @default the first of `SCOPEGATE_TRUSTED_ISSUERS`, else `https://issuer.test` */
  readonly issuer?: string;
}

/** A handler as Lambda calls it. */
type LambdaHandler = (event: APIGatewayProxyEventV2, context: Context) => unknown;

/** What the caller gets. */
export interface TestAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed, where its content type is JSON's; `undefined` where there is none. */
  readonly body: unknown;
}

/** Everything of a request but its authorizer. */
export type TestRequest = Omit<HttpEventOptions, 'context' | 'iam'>;

const trustedVariable = 'SCOPEGATE_TRUSTED_ISSUERS';
// What `handle()` leaves on a handler.
const handlerMark = Symbol.for('scopegate.handler');
const contractMark = Symbol.for('scopegate.contract');
const anHour = 3600;

/**
 * Calls a handler of `handle()` as the gateway would after the authorizer has decided about the caller by the handler's own
 * contract, with challenges: a scope that is missing is a 403. `'anonymous'` is a request that no authorizer has seen: an open
 * route answers it, every other one is a 500, since on AWS the gateway would have refused it.
 *
 * Sets `SCOPEGATE_TRUSTED_ISSUERS` to the caller's issuer where the environment lacks it; with `SCOPEGATE_RESPONSE=policy` the
 * context is that of a policy response.
 *
 * Not checked: what the authorizer itself would say of a token (`createAuthorizer` with `createTestIssuer` does).
 *
 * @throws {Error} for a handler that `handle()` did not make
 */
export async function callAs(
  caller: TestCaller | 'anonymous',
  handler: LambdaHandler,
  request: TestRequest = {},
): Promise<TestAnswer> {
  const routeKey: unknown = Reflect.get(handler, handlerMark);
  const api: AnyApi | undefined = Reflect.get(handler, contractMark);
  if (typeof routeKey !== 'string' || api === undefined) {
    throw new Error('This handler names no route. Give what handle(api, name).handler(...) returned.');
  }
  const issuer = (caller === 'anonymous' ? undefined : caller.issuer) ?? trustedIssuer() ?? 'https://issuer.test';
  process.env[trustedVariable] ??= JSON.stringify([issuer]);
  const context = caller === 'anonymous' ? undefined : contextOf({ ...caller, issuer }, { routeKey, api });
  const path = request.path ?? filledPath(routeKey, request.pathParameters);
  const event = httpEvent(routeKey, { ...request, path, ...(context === undefined ? {} : { context }) });
  return toAnswer(await handler(event, lambdaContext()));
}

function contextOf(
  caller: TestCaller & { readonly issuer: string },
  { routeKey, api }: { readonly routeKey: string; readonly api: AnyApi },
): Readonly<Record<string, ClaimValue>> {
  const { issuer, scopes = [], subject = 'user-1', clientId, tenant, claims = {} } = caller;
  const table = accessTable(api);
  const now = Math.floor(Date.now() / 1000);
  const principal = {
    issuer,
    subject,
    scopes: grantedScopes(table.scopes, scopes),
    claims,
    validUntil: now + anHour,
    ...(clientId === undefined ? {} : { clientId }),
    ...(tenant === undefined ? {} : { tenant }),
  };
  const decisionId = 'test-decision';
  if (process.env['SCOPEGATE_RESPONSE'] === 'policy') return encodePolicyContext({ principal, decisionId });
  const access = table.routes[routeKey]?.rule ?? { kind: 'open' };
  return encodeContext({ principal, decisionId, routeKey, decision: decide(access, principal, now) });
}

function trustedIssuer(): string | undefined {
  const text = process.env[trustedVariable];
  if (text === undefined) return undefined;
  const [first]: (string | { readonly issuer: string })[] = JSON.parse(text);
  return typeof first === 'object' ? first.issuer : first;
}

/** `/orders/{id}` with its parameters in their places. */
const filledPath = (routeKey: string, parameters: TestRequest['pathParameters'] = {}): string =>
  (routeKey.split(' ')[1] ?? '/').replace(/\{([^}+]+)\+?\}/g, (placeholder, name: string) =>
    parameters[name] === undefined ? placeholder : encodeURIComponent(parameters[name]),
  );

function toAnswer(result: unknown): TestAnswer {
  const {
    statusCode,
    headers = {},
    body,
    isBase64Encoded,
  } = result as Readonly<{
    statusCode: number;
    headers?: Readonly<Record<string, string>>;
    body?: string;
    isBase64Encoded?: boolean;
  }>;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  const isJson = /^application\/(?:[\w.+-]+\+)?json\b/.test(lower['content-type'] ?? '');
  const text = isBase64Encoded === true && body !== undefined ? Buffer.from(body, 'base64') : body;
  return { status: statusCode, headers: lower, body: isJson && typeof text === 'string' ? JSON.parse(text) : text };
}
