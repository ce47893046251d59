import type { Host } from '../host/host.ts';
import { askAdmin } from '../run/ask-admin.ts';
import { CliError } from '../shell/cli-error.ts';
import { isRecord, isText } from '../shell/json.ts';
import type { MintOptions, MintProject, MintRun } from './mint-options.ts';

interface Minting {
  readonly project: MintProject | undefined;
  readonly run: MintRun;
  readonly options: MintOptions;
  readonly fetch: Host['fetch'];
}

/**
 * A token that the platform signs without a sign-in.
 *
 * Not checked: that the issuer would give these scopes or claims to this client or user.
 *
 * @throws {CliError} when it is not clear of which issuer, or the platform refuses
 */
export async function mintWithoutGrant({ project, run, options, fetch }: Minting): Promise<string> {
  const issuer = options.issuer ?? onlyIssuer(run);
  const client = run.clients.find(({ name, clientId }) => name === options.client || clientId === options.client);
  const body = {
    issuer,
    client: client?.clientId ?? options.client,
    user: options.user,
    scopes: scopesOf(issuer, { project, run, options }),
    claims: options.claim && Object.fromEntries(options.claim),
    groups: options.group,
    expiresInSeconds: options.expiresIn,
    idToken: options.idToken,
  };
  const response = await askAdmin(run, { path: '/tokens', body, fetch });
  const answer: unknown = await response.json();
  const token = isRecord(answer) ? answer['token'] : undefined;
  if (isText(token)) return token;
  throw new CliError({
    what: 'The platform gave no token',
    given: 'an answer without one',
    allowed: 'a platform of this version',
    remedy: 'Start it again: scopegate start',
  });
}

function onlyIssuer({ pools, issuers = [] }: MintRun): string {
  const known = [...pools.map(({ issuer }) => issuer), ...standIns(issuers)];
  const [issuer, ...others] = known;
  if (issuer !== undefined && others.length === 0) return issuer;
  throw new CliError({
    what: 'It is not clear which issuer the token is of',
    given: 'no --issuer',
    allowed: known.join(', ') || 'none: the platform mints tokens of no issuer',
    remedy: 'Name one with --issuer',
  });
}

const standIns = (issuers: NonNullable<MintRun['issuers']>): string[] =>
  issuers.filter(({ keys }) => keys === 'stand-in').map(({ issuer }) => issuer);

/** As the issuer names them: a user pool has the resource server in front, a stand-in puts its own prefix there. */
function scopesOf(issuer: string, { project, run, options }: Omit<Minting, 'fetch'>): readonly string[] {
  const isPool = run.pools.some((pool) => pool.issuer === issuer);
  const asked = options.scope?.split(/\s+/).filter((name) => name !== '');
  if (!isPool) return asked ?? projectScopes(project, options.client);
  const full = run.clients.flatMap(({ scopes }) => scopes);
  const own = run.clients.find(({ name, clientId }) => name === options.client || clientId === options.client)?.scopes;
  return asked?.map((name) => full.find((scope) => scope.endsWith(`/${name}`)) ?? name) ?? own ?? [];
}

/** What the project's client may ask for; all scopes where none of its clients is named. */
function projectScopes(project: MintProject | undefined, client: string | undefined): readonly string[] {
  const listed = project?.clients.find(({ name }) => name === client);
  return listed?.scopes ?? Object.keys(project?.contract.scopes ?? {});
}
