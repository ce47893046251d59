import { resolve } from 'node:path';
import type { GivenIdentity } from '@scopegate/local';
import type { Host } from '../host/host.ts';
import { CliError } from '../shell/cli-error.ts';
import { messageOf } from '../shell/error-message.ts';
import { isRecord, isText } from '../shell/json.ts';
import { isUserName } from './identity-name.ts';
import { jsonValue, type RefuseFile, readTextFile } from './option-file.ts';

/**
 * Reads callers of `AWS_IAM` routes from a JSON file, or from stdin (`-`). Messages never contain a key.
 *
 * Not checked here: the policies; the platform reads them.
 *
 * @throws {CliError} with every fault
 */
export async function readIdentities(
  file: string,
  { cwd, readStdin }: Pick<Host, 'cwd' | 'readStdin'>,
): Promise<readonly GivenIdentity[]> {
  const source = file === '-' ? 'stdin' : resolve(cwd, file);
  const refuse: RefuseFile = (fault) => badIdentities(source, [fault]);
  const value = jsonValue(file === '-' ? await stdinText(readStdin, refuse) : readTextFile(source, refuse), refuse);
  if (!Array.isArray(value)) throw refuse('it is not a list');
  const faults = value.flatMap((one: unknown, index) => identityFaults(one).map((fault) => `[${index}] ${fault}`));
  if (faults.length > 0) throw badIdentities(source, faults);
  return value as readonly GivenIdentity[];
}

const stdinText = (readStdin: Host['readStdin'], refuse: RefuseFile): Promise<string> =>
  readStdin().catch((error: unknown) => {
    throw refuse(messageOf(error));
  });

const required = ['accessKeyId', 'secretAccessKey'] as const;
const optional = ['name', 'sessionToken', 'userArn', 'userId', 'accountId'] as const;
const known: readonly string[] = [...required, ...optional, 'policies'];

function identityFaults(identity: unknown): string[] {
  if (!isRecord(identity)) return ['is not an object'];
  const { name, accountId, policies } = identity;
  return [
    ...Object.keys(identity)
      .filter((key) => !known.includes(key))
      .map((key) => `has ${JSON.stringify(key)}, which is none of ${known.join(', ')}`),
    ...required.filter((key) => !isText(identity[key])).map((key) => `has no ${key}`),
    ...optional
      .filter((key) => identity[key] !== undefined && !isText(identity[key]))
      .map((key) => `${key} is not a text`),
    ...(isText(name) && !isUserName(name) ? ['name cannot be the name of an IAM user'] : []),
    ...(isText(accountId) && !/^\d{12}$/.test(accountId) ? ['accountId is not twelve digits'] : []),
    ...(Array.isArray(policies) ? [] : ['has no list of policies; [] allows nothing']),
  ];
}

const badIdentities = (source: string, faults: readonly string[]): CliError =>
  new CliError({
    what: 'The callers of --identities cannot be used',
    given: `${source}: ${faults.join('; ')}`,
    allowed:
      '[{ "name": "alice", "accessKeyId": "...", "secretAccessKey": "...", "policies": [{ "Version": "2012-10-17", "Statement": [...] }] }]; also sessionToken, userArn, userId, accountId',
    remedy: 'Correct the file',
  });
