import type { Revocation } from '@scopegate/handler/revocation-dynamodb';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';

export interface RevocationChoice {
  readonly jti?: string | undefined;
  readonly subject?: string | undefined;
  /** By name or id. */
  readonly client?: string | undefined;
  /** @default the first user pool of the platform */
  readonly issuer?: string | undefined;
}

/** The longest lifetime of a user pool's access tokens. After it the entry may be deleted. */
const longestLifetimeSeconds = 86_400;

/**
 * The revocation that the options name.
 *
 * @param now milliseconds since the epoch
 * @throws {CliError} unless exactly one of token, subject and client is named, and without an issuer
 */
export function chooseRevocation(
  run: Pick<RunState, 'clients' | 'issuer'>,
  { jti, subject, client, issuer = run.issuer }: RevocationChoice,
  now: number,
): Revocation {
  const named = Object.entries({ jti, subject, client }).filter(([, name]) => name !== undefined && name !== '');
  if (named.length !== 1) throw notOne(named.map(([option]) => `--${option}`));
  if (issuer === undefined) throw noIssuer();
  const seconds = Math.ceil(now / 1_000);
  const expiresAt = seconds + longestLifetimeSeconds;
  if (jti) return { kind: 'token', issuer, tokenId: jti, expiresAt };
  // One second more, so that tokens issued in this second are revoked, too.
  if (subject) return { kind: 'subject', issuer, subject, issuedBefore: seconds + 1, expiresAt };
  return { kind: 'client', issuer, clientId: clientIdOf(run, client ?? '') };
}

function clientIdOf({ clients }: Pick<RunState, 'clients'>, given: string): string {
  const found = clients.find(({ name, clientId }) => name === given || clientId === given);
  if (found !== undefined) return found.clientId;
  throw new CliError({
    what: 'There is no such client',
    given: `--client ${given}`,
    allowed: clients.map(({ name }) => name).join(', '),
    remedy: 'Name one of these, or give its id',
  });
}

const notOne = (options: readonly string[]): CliError =>
  new CliError({
    what: 'It is not clear what to revoke',
    given: options.length === 0 ? 'nothing' : options.join(', '),
    allowed: 'exactly one of --jti, --subject and --client',
    remedy: 'Name one',
  });

const noIssuer = (): CliError =>
  new CliError({
    what: 'It is not clear whose tokens to revoke',
    given: 'no --issuer, and a platform without user pool',
    allowed: 'the exact iss of the tokens',
    remedy: 'Give --issuer',
  });
