import { Sha256 } from '@aws-crypto/sha256-js';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import { createDatabase, type Database, type DatabaseOptions } from '../../../src/database/database.ts';
import type { Caller } from '../../../src/iam/index.ts';
import { createClock } from '../../../src/model/index.ts';
import { aTable } from '../unit/tables.ts';

export const home = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' };

/** May do everything. */
export const owner: Caller = {
  accessKeyId: 'AKIDOWNER',
  secretAccessKey: 'example',
  userArn: 'arn:aws:iam::123456789012:user/owner',
  permissions: {
    statements: [
      {
        effect: 'Allow',
        action: { negated: false, patterns: ['*'] },
        resource: { negated: false, patterns: ['*'] },
      },
    ],
  },
};

const open: { close(): Promise<void> }[] = [];
const clients: DynamoDBClient[] = [];

/** A database with the owner as its only caller, unless the options say otherwise. */
export async function start(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const findCaller = (id: string) => (id === owner.accessKeyId ? owner : undefined);
  const started = await createDatabase({ tables: [aTable()], home, findCaller, clock: createClock(), ...options });
  open.push(started);
  return started;
}

export function connect({ endpoint }: Pick<Database, 'endpoint'>, as: Caller = owner): DynamoDBClient {
  const { accessKeyId, secretAccessKey, sessionToken } = as;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  const connected = new DynamoDBClient({ endpoint, region: home.region, credentials });
  clients.push(connected);
  return connected;
}

export async function stop(running: Database): Promise<void> {
  open.splice(open.indexOf(running), 1);
  await running.close();
}

export async function stopAll(): Promise<void> {
  for (const each of clients.splice(0)) each.destroy();
  await Promise.all(open.splice(0).map((each) => each.close()));
}

export interface Post {
  readonly body?: string;
  /** A body that is sent instead of the one that was signed. */
  readonly sent?: string;
  /** Sent instead of what was signed; empty: left out. */
  readonly changes?: Readonly<Record<string, string>>;
  readonly as?: Caller;
  readonly service?: string;
  readonly region?: string;
  /** Milliseconds since the epoch. */
  readonly signedAt?: number;
  /** Headers that are sent and signed, beside those of the protocol. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request by hand, signed, then changed. */
export async function post({ endpoint }: Pick<Database, 'endpoint'>, options: Post = {}) {
  const { body = '{}', changes = {}, as = owner, service = 'dynamodb', region = home.region, headers = {} } = options;
  const signer = new SignatureV4({ credentials: as, region, service, sha256: Sha256 });
  const { hostname, host } = new URL(endpoint);
  const protocol = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.GetItem' };
  const request = { method: 'POST', protocol: 'http:', hostname, path: '/', body };
  const signed = await signer.sign(
    { ...request, headers: { ...protocol, host, ...headers } },
    { signingDate: new Date(options.signedAt ?? Date.now()) },
  );
  const { host: _host, ...sent } = { ...signed.headers, ...changes };
  const kept = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== ''));
  const response = await fetch(endpoint, { method: 'POST', body: options.sent ?? body, headers: kept });
  return { status: response.status, body: (await response.json()) as { __type: string; message?: string } };
}
