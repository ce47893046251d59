import { randomBytes } from 'node:crypto';
import type { GivenIdentity } from '@scopegate/local';
import { InvalidArgumentError } from 'commander';
import { isUserName } from './identity-name.ts';
import { parseNameValue } from './name-value.ts';

const identityForm = "NAME='METHOD /path', for example alice='GET /orders/*'";

/**
 * Reads `NAME=METHOD /path`: a caller with new keys who may invoke these routes of every API and stage, and no others.
 * `*` in method and path stands for anything, slashes included, as in an IAM policy.
 */
export function parseIdentity(text: string): GivenIdentity {
  const [name, routes] = parseNameValue(text, identityForm);
  const [, method, path] = /^(\*|[A-Z]+) \/(\S*)$/.exec(routes) ?? [];
  if (method === undefined || path === undefined || !isUserName(name))
    throw new InvalidArgumentError(`Allowed: ${identityForm}.`);
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
