import { putRevocation, type Revocation } from '@scopegate/handler/revocation-dynamodb';
import type { Host } from '../host/host.ts';
import { noAnswer } from '../run/no-answer.ts';
import type { RunState } from '../run/run-state.ts';
import { signRequest } from '../run/sign-request.ts';
import { CliError } from '../shell/cli-error.ts';

/**
 * Writes the entry of a revocation to a table of the running platform.
 *
 * @returns whether the table had no such entry
 * @throws {CliError} when the database refuses it or does not answer
 */
export async function writeRevocation(
  { databaseEndpoint = '', iam }: Pick<RunState, 'databaseEndpoint' | 'iam'>,
  host: Pick<Host, 'fetch' | 'now'>,
  { tableName, revocation }: { readonly tableName: string; readonly revocation: Revocation },
): Promise<boolean> {
  const headers = new Headers({
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.PutItem',
  });
  const request = { method: 'POST', headers, body: JSON.stringify(putRevocation(tableName, revocation)) };
  const signing = { ...iam, now: host.now(), service: 'dynamodb' };
  const signed = await signRequest(request, new URL(databaseEndpoint), signing);
  const response = await host.fetch(databaseEndpoint, { ...request, headers: signed }).catch((error: unknown) => {
    throw noAnswer('database', databaseEndpoint, error);
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
