import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GivenIdentity } from '@scopegate/local';
import { InvalidArgumentError } from 'commander';
import type { Host } from '../host/host.ts';
import { CliError, messageOf } from '../shell/cli-error.ts';
import { parsePair } from './pair-option.ts';

const form = "NAME='METHOD /path', for example alice='GET /orders/*'";

/**
 * Reads `NAME=METHOD /path`: a caller with new keys who may invoke these routes of every API and stage, and no others.
 * `*` in method and path stands for anything, slashes included, as in an IAM policy.
 */
export function parseIdentity(text: string): GivenIdentity {
  const [name, routes] = parsePair(text, form);
  const [, method, path] = /^(\*|[A-Z]+) \/(\S*)$/.exec(routes) ?? [];
  if (method === undefined || path === undefined || !isName(name)) throw new InvalidArgumentError(`Allowed: ${form}.`);
  return {
    name,
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
    policies: [
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `arn:*:execute-api:*:*:*/*/${method}/${path}` },
        ],
      },
    ],
  };
}

/**
 * Reads callers of `AWS_IAM` routes from a JSON file, or from stdin (`-`). Messages never hold a key.
 *
 * Not checked here: the policies; the platform reads them.
 *
 * @throws {CliError} with every fault
 */
export async function readIdentities(
  file: string,
  { cwd, readStdin }: Pick<Host, 'cwd' | 'readStdin'>,
): Promise<readonly GivenIdentity[]> {
  const named = file === '-' ? 'stdin' : resolve(cwd, file);
  const value = await readJson(named, () => (file === '-' ? readStdin() : readFileSync(named, 'utf8')));
  if (!Array.isArray(value)) throw badFile(named, ['it is no list']);
  const faults = value.flatMap((one: unknown, index) => identityFaults(one).map((fault) => `[${index}] ${fault}`));
  if (faults.length > 0) throw badFile(named, faults);
  return value as readonly GivenIdentity[];
}

async function readJson(named: string, read: () => string | Promise<string>): Promise<unknown> {
  try {
    return JSON.parse(await read());
  } catch (error) {
    // The parser's message quotes the text, which holds secrets.
    throw badFile(named, [error instanceof SyntaxError ? 'it is not JSON' : messageOf(error)]);
  }
}

const required = ['accessKeyId', 'secretAccessKey'] as const;
const optional = ['name', 'sessionToken', 'userArn', 'userId', 'accountId'] as const;
const known: readonly string[] = [...required, ...optional, 'policies'];

function identityFaults(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['is no object'];
  const given = value as Readonly<Record<string, unknown>>;
  const { name, accountId, policies } = given;
  return [
    ...Object.keys(given)
      .filter((key) => !known.includes(key))
      .map((key) => `has ${JSON.stringify(key)}, which is none of ${known.join(', ')}`),
    ...required.filter((key) => !isText(given[key])).map((key) => `has no ${key}`),
    ...optional.filter((key) => given[key] !== undefined && !isText(given[key])).map((key) => `${key} is no text`),
    ...(isText(name) && !isName(name) ? ['name is no name of an IAM user'] : []),
    ...(isText(accountId) && !/^\d{12}$/.test(accountId) ? ['accountId is not twelve digits'] : []),
    ...(Array.isArray(policies) ? [] : ['has no list of policies; [] allows nothing']),
  ];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names */
const isName = (text: string): boolean => /^[\w+=,.@-]{1,64}$/.test(text);

const badFile = (file: string, faults: readonly string[]): CliError =>
  new CliError({
    what: 'The callers of --identities cannot be used',
    given: `${file}: ${faults.join('; ')}`,
    allowed:
      '[{ "name": "alice", "accessKeyId": "...", "secretAccessKey": "...", "policies": [{ "Version": "2012-10-17", "Statement": [...] }] }]; also sessionToken, userArn, userId, accountId',
    remedy: 'Correct the file',
  });
