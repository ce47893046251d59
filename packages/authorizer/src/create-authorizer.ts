import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { AccessTable } from '@scopegate/contract/decision';
import type { Context } from 'aws-lambda';
import type { AuthorizerEvent, SimpleResponse } from './authorizer-event.ts';
import type { Issuer } from './issuers/issuer.ts';
import { type FetchJson, fetchJson } from './keys/fetch-json.ts';
import type { Internal } from './state.ts';
import { audit } from './steps/audit.ts';
import { decideAccess } from './steps/decide-access.ts';
import { readCredential } from './steps/read-credential.ts';
import { readRequest } from './steps/read-request.ts';
import { respond } from './steps/respond.ts';
import { step, type WriteLine } from './steps/step.ts';
import { verifyToken } from './steps/verify-token.ts';
import { createTokenVerifier } from './token/token-verifier.ts';

export interface AuthorizerOptions {
  /** Rules by route key; see `accessTable` of `@scopegate/contract`. */
  readonly table: AccessTable;
  /** Who issues tokens; see `parseIssuers`. */
  readonly issuers: readonly Issuer[];
  /** Longest accepted token, in bytes. @default 8192 */
  readonly maxTokenBytes?: number;
  /** Whether each step leaves a trace line. @default false */
  readonly trace?: boolean;
  /** Where audit and trace lines go. @default standard output */
  readonly write?: WriteLine;
  /** Milliseconds since the epoch. @default the machine's clock */
  readonly now?: () => number;
  /** How key sets are fetched. @default HTTPS, 1.5 s, no redirects */
  readonly fetchJson?: FetchJson;
}

export type Authorizer = (event: AuthorizerEvent, context: Context) => Promise<SimpleResponse>;

/**
 * A Lambda authorizer (payload format 2.0, simple responses) that opens exactly the routes of a contract.
 *
 * A bad token is an answer, `isAuthorized: false`. It throws only when the issuer's keys cannot be had: API Gateway then
 * answers 500 and caches nothing.
 *
 * Not checked: revocation and anything about the object or tenant a request is for; those need the handler's guard,
 * since no cache key of the gateway covers them.
 */
export function createAuthorizer(options: AuthorizerOptions): Authorizer {
  const { table, issuers, maxTokenBytes = 8_192, now = Date.now, write = writeLine } = options;
  const elapsed = () => performance.now();
  const verifier = createTokenVerifier({
    issuers,
    catalogue: table.scopes,
    fetchJson: options.fetchJson ?? fetchJson,
    now,
  });
  const steps = { elapsed, trace: options.trace === true ? write : undefined };

  return (
    middy<AuthorizerEvent, SimpleResponse, Error, Context, Internal>({ timeoutEarlyInMillis: 0 })
      .use(audit({ write, elapsed, now }))
      .use(readRequest(randomUUID))
      .use(step('credential', readCredential(maxTokenBytes), steps))
      .use(step('verify', verifyToken(verifier), steps))
      .use(
        step(
          'decide',
          decideAccess(table, () => now() / 1_000),
          steps,
        ),
      )
      // A response set by a middleware that ends the chain would skip `audit`; so the last step answers on the way out.
      .use(respond())
  );
}

const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
