import { putRevocation, type Revocation } from '@scopegate/handler/revocation-dynamodb';
import type { Host } from '../host/host.ts';
import { noAnswer } from '../matrix/measure-matrix.ts';
import type { RunState } from '../run/run-state.ts';
import { signRequest } from '../run/sign-request.ts';
import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';

export interface RevokeOptions {
  readonly jti?: string | undefined;
  readonly subject?: string | undefined;
  /** By name or id. */
  readonly client?: string | undefined;
  /** @default the first user pool of the platform */
  readonly issuer?: string | undefined;
  /** The table's logical ID, or its beginning. @default Revocations */
  readonly table?: string | undefined;
}

/** No access token of a user pool lives longer; its entry may vanish after that. */
const longestLifeSeconds = 86_400;

/**
 * Revokes at the running platform, and says on stdout what. Deployed stages are not reached: write `putRevocation` of
 * `@scopegate/handler/revocation-dynamodb` to their table.
 *
 * @throws {CliError} unless exactly one of token, subject and client is named, and when there is no one table to write to
 */
export async function revoke(
  run: RunState,
  host: Pick<Host, 'now' | 'fetch' | 'stdout'>,
  options: RevokeOptions,
): Promise<number> {
  const revocation = chooseRevocation(run, options, host.now());
  const news = await put(run, chooseTable(run, options.table), { revocation, host });
  const { kind, issuer } = revocation;
  host.stdout.write(`${news ? 'revoked' : 'was revoked already'}: ${kind} ${nameOf(revocation)} of ${issuer}\n`);
  return exitCodes.ok;
}

function nameOf(revocation: Revocation): string {
  if (revocation.kind === 'token') return revocation.tokenId;
  return revocation.kind === 'subject' ? revocation.subject : revocation.clientId;
}

function chooseRevocation(
  run: RunState,
  { jti, subject, client, issuer = run.issuer }: RevokeOptions,
  now: number,
): Revocation {
  const named = Object.entries({ jti, subject, client }).filter(([, name]) => name !== undefined && name !== '');
  if (named.length !== 1)
    throw new CliError({
      what: 'It is not clear what to revoke',
      given: named.length === 0 ? 'nothing' : named.map(([option]) => `--${option}`).join(', '),
      allowed: 'exactly one of --jti, --subject and --client',
      remedy: 'Name one',
    });
  if (issuer === undefined)
    throw new CliError({
      what: 'It is not clear whose tokens to revoke',
      given: 'no --issuer, and a platform without user pool',
      allowed: 'the exact iss of the tokens',
      remedy: 'Give --issuer',
    });
  const seconds = Math.ceil(now / 1_000);
  const expiresAt = seconds + longestLifeSeconds;
  if (jti) return { kind: 'token', issuer, tokenId: jti, expiresAt };
  // The next second: a token of this one is caught, too.
  if (subject) return { kind: 'subject', issuer, subject, issuedBefore: seconds + 1, expiresAt };
  return { kind: 'client', issuer, clientId: clientIdOf(run, client ?? '') };
}

function clientIdOf({ clients }: RunState, given: string): string {
  const found = clients.find(({ name, clientId }) => name === given || clientId === given);
  if (found !== undefined) return found.clientId;
  throw new CliError({
    what: 'There is no such client',
    given: `--client ${given}`,
    allowed: clients.map(({ name }) => name).join(', '),
    remedy: 'Name one of these, or give its id',
  });
}

function chooseTable({ tables = [] }: RunState, given = 'Revocations'): string {
  const [table, ...others] = tables.filter(({ logicalId }) => logicalId.startsWith(given));
  if (table !== undefined && others.length === 0) return table.tableName;
  throw new CliError({
    what: 'It is not clear which table holds revocations',
    given: `--table ${given}, which fits ${table === undefined ? 'none' : `${others.length + 1}`}`,
    allowed: tables.map(({ logicalId }) => logicalId).join(', ') || 'a platform with a table; this one has none',
    remedy: 'Name one with --table; a platform that an older version started has to be started again',
  });
}

interface Put {
  readonly revocation: Revocation;
  readonly host: Pick<Host, 'fetch' | 'now'>;
}

/** Whether that was news. */
async function put(run: RunState, tableName: string, { revocation, host }: Put): Promise<boolean> {
  const { databaseEndpoint = '', iam } = run;
  const headers = new Headers({
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.PutItem',
  });
  const request = { method: 'POST', headers, body: JSON.stringify(putRevocation(tableName, revocation)) };
  const signing = { ...iam, now: host.now(), service: 'dynamodb' };
  const signed = await signRequest(request, new URL(databaseEndpoint), signing);
  const response = await host.fetch(databaseEndpoint, { ...request, headers: signed }).catch((error: unknown) => {
    throw noAnswer(databaseEndpoint, error);
  });
  if (response.ok) return true;
  const answer = await response.text();
  if (answer.includes('ConditionalCheckFailedException')) return false;
  throw new CliError({
    what: 'The database refused the entry',
    given: `${response.status} ${answer.slice(0, 300)}`,
    allowed: 'a table with the one key "pk", a string',
    remedy: 'Name the table of revocations with --table',
  });
}
