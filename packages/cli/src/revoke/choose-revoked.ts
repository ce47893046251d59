import { issuerStrings, type Revoked } from '@scopegate/handler/revocation-dynamodb';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { chooseIssuer } from './choose-issuer.ts';

export interface RevokedChoice {
  readonly jti?: string | undefined;
  readonly subject?: string | undefined;
  /** By name or id. */
  readonly client?: string | undefined;
  /** @default the user pool of the platform: that of the client, or the only one */
  readonly issuer?: string | undefined;
  /** A client that is gone may be named by its id then. */
  readonly undo?: boolean | undefined;
}

/** How a platform is asked for what is revoked. */
type KnownClients = Pick<RunState, 'clients' | 'pools' | 'authorizer' | 'apis'>;

/**
 * What the options name: one token, subject or client, once for each string that its issuer puts into tokens.
 *
 * @throws {CliError} unless exactly one is named, of an issuer whose tokens are accepted
 */
export function chooseRevoked(run: KnownClients, choice: RevokedChoice): readonly Revoked[] {
  const { jti, subject, client } = choice;
  const named = Object.entries({ jti, subject, client }).filter(([, name]) => name !== undefined && name !== '');
  if (named.length !== 1) throw notOne(named.map(([option]) => `--${option}`));
  const clientId = client === undefined ? undefined : clientIdOf(run, client, choice);
  return issuerStrings(chooseIssuer(run, { given: choice.issuer, clientId })).map((issuer): Revoked => {
    if (jti) return { kind: 'token', issuer, tokenId: jti };
    if (subject) return { kind: 'subject', issuer, subject };
    return { kind: 'client', issuer, clientId: clientId ?? '' };
  });
}

/** Clients of issuers that do not run here are not known. */
function clientIdOf({ clients, pools }: KnownClients, given: string, { issuer, undo }: RevokedChoice): string {
  const found = clients.find(({ name, clientId }) => name === given || clientId === given);
  if (found !== undefined) return found.clientId;
  const strings = issuer === undefined ? [] : issuerStrings(issuer);
  if (undo === true) return given;
  if (strings.length > 0 && !pools.some((pool) => strings.includes(pool.issuer))) return given;
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
