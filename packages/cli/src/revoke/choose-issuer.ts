import { type IssuerSettings, issuerShapes } from '@scopegate/contract/issuers';
import { issuerStrings } from '@scopegate/handler/revocation-dynamodb';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { parseJson } from '../shell/json.ts';

export interface IssuerChoice {
  readonly given: string | undefined;
  /** The client whose tokens are meant. */
  readonly clientId: string | undefined;
}

/**
 * The issuer of the tokens that are meant. An entry under another name would have no effect.
 *
 * @throws {CliError} when it is not clear, and for one whose tokens the running authorizer does not accept
 */
export function chooseIssuer(
  run: Pick<RunState, 'pools' | 'authorizer' | 'apis'>,
  { given, clientId }: IssuerChoice,
): string {
  const settings = issuersOf(run.authorizer);
  const accepted = settings.flatMap((one) => issuerShapes(one).map(({ issuer }) => issuer));
  // Only the authorizer of the first API is known.
  const isOnlyApi = new Set(Object.values(run.apis)).size <= 1;
  if (given !== undefined) {
    if (accepted.length === 0 || !isOnlyApi || accepted.includes(given)) return given;
    throw notAccepted(given, accepted);
  }
  const pools = run.pools.map(({ issuer }) => issuer);
  const ofClient = clientId === undefined ? [] : settings.filter((one) => knows(one, clientId));
  const named = ofClient.flatMap((one) => issuerShapes(one).map(({ issuer }) => issuer));
  const fitting = named.length > 0 ? pools.filter((pool) => named.includes(pool)) : pools;
  const [issuer, ...others] = fitting;
  if (issuer !== undefined && others.length === 0) return issuer;
  throw notClear(fitting);
}

const knows = ({ clients }: IssuerSettings, clientId: string): boolean =>
  clients !== undefined && Object.hasOwn(clients, clientId);

// The running authorizer has started with them.
function issuersOf(authorizer: RunState['authorizer']): readonly IssuerSettings[] {
  const settings = authorizer === undefined ? undefined : parseJson(authorizer.issuers);
  return Array.isArray(settings) ? settings : [];
}

const notAccepted = (given: string, accepted: readonly string[]): CliError =>
  new CliError({
    what: 'The running authorizer accepts no token of this issuer, so that there is none to revoke',
    given: `--issuer ${given}`,
    allowed: [...new Set(accepted.map((issuer) => issuerStrings(issuer)[0] ?? issuer))].join(', '),
    remedy: 'Give the exact iss of the tokens',
  });

const notClear = (pools: readonly string[]): CliError =>
  new CliError({
    what: 'It is not clear whose tokens to revoke',
    given: pools.length === 0 ? 'no --issuer, and a platform without user pool' : 'no --issuer, and several user pools',
    allowed: pools.length === 0 ? 'the exact iss of the tokens' : pools.join(', '),
    remedy: 'Give --issuer',
  });
