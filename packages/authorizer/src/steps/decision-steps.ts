import type { AccessTable } from '@scopegate/contract/decision';
import type { Issuer } from '../issuers/issuer.ts';
import { type FetchJson, fetchJson } from '../keys/fetch-json.ts';
import { createTokenVerifier } from '../token/token-verifier.ts';
import { decideAccess } from './decide-access.ts';
import { readCredential } from './read-credential.ts';
import type { Run } from './step.ts';
import { verifyToken } from './verify-token.ts';

export interface DecisionOptions {
  /** Rules by route key; see `accessTable` of `@scopegate/contract`. */
  readonly table: AccessTable;
  /** Who issues tokens; see `parseIssuers`. */
  readonly issuers: readonly Issuer[];
  /** Longest accepted token, in bytes, 1 to 10240. @default 8192 */
  readonly maxTokenBytes?: number;
  /** Milliseconds since the epoch. @default the machine's clock */
  readonly now?: () => number;
  /** How key sets are fetched. @default HTTPS, 1.5 s, no redirects */
  readonly fetchJson?: FetchJson;
}

export interface DecisionStep {
  readonly name: 'credential' | 'verify' | 'decide';
  /** @throws {KeysUnavailableError} when the issuer's keys cannot be had */
  readonly run: Run;
}

/**
 * The way from a credential to a decision, in order. Once a step refuses, the following ones are not run.
 *
 * @param write gets lines about published keys that cannot be used. @default none is written
 */
export function createDecisionSteps(options: DecisionOptions, write?: (line: string) => void): readonly DecisionStep[] {
  const { table, issuers, maxTokenBytes = 8_192, now = Date.now } = options;
  const verifier = createTokenVerifier({
    issuers,
    catalogue: table.scopes,
    fetchJson: options.fetchJson ?? fetchJson,
    now,
    write,
  });
  return [
    { name: 'credential', run: readCredential(maxTokenBytes, verifier) },
    { name: 'verify', run: verifyToken(verifier) },
    { name: 'decide', run: decideAccess(table, () => now() / 1_000) },
  ];
}
