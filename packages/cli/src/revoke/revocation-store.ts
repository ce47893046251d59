import {
  deleteRevocation,
  keyAttribute,
  putRevocation,
  type Revocation,
  type RevocationEntry,
  type Revoked,
} from '@scopegate/handler/revocation-dynamodb';
import type { Host } from '../host/host.ts';
import { noAnswer } from '../run/no-answer.ts';
import type { RunState } from '../run/run-state.ts';
import { signRequest } from '../run/sign-request.ts';
import { CliError } from '../shell/cli-error.ts';
import { isRecord, parseJson } from '../shell/json.ts';

export interface StoreOptions {
  readonly run: Pick<RunState, 'databaseEndpoint' | 'iam'>;
  readonly fetch: Host['fetch'];
  /** The platform's time, in milliseconds since the epoch: its database refuses signatures of another. */
  readonly now: number;
  readonly tableName: string;
}

/** The entries of a revocation table of the running platform. Each method throws {@link CliError} when it is not answered. */
export interface RevocationStore {
  /** Whether the table had no entry that reaches as far. */
  put(revocation: Revocation): Promise<boolean>;
  /** Whether there was one. */
  remove(revoked: Revoked): Promise<boolean>;
  /** As the last write left them. */
  read(keys: readonly string[]): Promise<readonly RevocationEntry[]>;
  list(): Promise<readonly RevocationEntry[]>;
}

export function createRevocationStore({ run, fetch, now, tableName }: StoreOptions): RevocationStore {
  const { databaseEndpoint = '', iam } = run;
  const send = async (action: string, input: object): Promise<Answer> => {
    const headers = new Headers({
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${action}`,
    });
    const request = { method: 'POST', headers, body: JSON.stringify(input) };
    const signed = await signRequest(request, new URL(databaseEndpoint), { ...iam, now, service: 'dynamodb' });
    const response = await fetch(databaseEndpoint, { ...request, headers: signed }).catch((error: unknown) => {
      throw noAnswer('database', databaseEndpoint, error);
    });
    return { status: response.status, text: await response.text() };
  };
  const ask = async (action: string, input: object): Promise<Record<string, unknown>> =>
    answered(await send(action, input));
  return {
    put: async (revocation) => {
      const answer = await send('PutItem', putRevocation(tableName, revocation));
      if (answer.status !== 200 && answer.text.includes('ConditionalCheckFailedException')) return false;
      answered(answer);
      return true;
    },
    remove: async (revoked) => isRecord((await ask('DeleteItem', deleteRevocation(tableName, revoked)))['Attributes']),
    read: async (keys) => {
      const Keys = keys.map((key) => ({ [keyAttribute]: { S: key } }));
      const answer = await ask('BatchGetItem', { RequestItems: { [tableName]: { Keys, ConsistentRead: true } } });
      const responses = answer['Responses'];
      const unread = answer['UnprocessedKeys'];
      if (isRecord(unread) && Object.keys(unread).length > 0) throw refused({ status: 200, text: 'keys left unread' });
      return entriesIn(isRecord(responses) ? responses[tableName] : undefined);
    },
    list: async () => {
      const entries: RevocationEntry[] = [];
      let from: unknown;
      do {
        const start = from === undefined ? {} : { ExclusiveStartKey: from };
        const page = await ask('Scan', { TableName: tableName, ConsistentRead: true, ...start });
        entries.push(...entriesIn(page['Items']));
        from = page['LastEvaluatedKey'];
      } while (from !== undefined);
      return entries;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

function answered(answer: Answer): Record<string, unknown> {
  const value = answer.status === 200 ? parseJson(answer.text) : undefined;
  if (isRecord(value)) return value;
  throw refused(answer);
}

function entriesIn(value: unknown): RevocationEntry[] {
  if (Array.isArray(value)) return value.filter(isRecord) as RevocationEntry[];
  throw refused({ status: 200, text: 'no entries' });
}

const refused = ({ status, text }: Answer): CliError =>
  new CliError({
    what: 'The database refused the request',
    given: `${status} ${text.slice(0, 300)}`,
    allowed: `a table with the one key "${keyAttribute}", a string`,
    remedy: 'Name the table of revocations with --table',
  });
