import type { MintRequest } from '../../oauth/index.ts';
import { isJsonObject, quote } from '../../runtime/index.ts';
import { AdminInputError, optionalText, parseMembers } from './admin-input.ts';

const members = ['issuer', 'client', 'user', 'scopes', 'claims', 'groups', 'expiresInSeconds', 'idToken'];

/** @throws {AdminInputError} */
export function readMintRequest(body: string): { readonly issuer: string; readonly request: MintRequest } {
  const given = parseMembers(body, members);
  const issuer = optionalText('issuer', given['issuer']);
  if (issuer === undefined) throw new AdminInputError('issuer is missing. Give the exact issuer of the token.');
  const request = {
    clientId: optionalText('client', given['client']),
    subject: optionalText('user', given['user']),
    scopes: texts('scopes', given['scopes']) ?? [],
    claims: claimsIn(given['claims']),
    groups: texts('groups', given['groups']),
    expiresInSeconds: seconds(given['expiresInSeconds']),
    idToken: given['idToken'] === true,
  };
  return { issuer, request };
}

function texts(name: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((one): one is string => typeof one === 'string')) return value;
  throw new AdminInputError(`${name} is ${quote(value)}. Allowed: a list of texts, or none.`);
}

function claimsIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) throw new AdminInputError(`claims is ${quote(value)}. Allowed: an object, or none.`);
  if (!Object.hasOwn(value, 'iss')) return value;
  throw new AdminInputError('claims has iss. The issuer is named by issuer alone.');
}

const mostSeconds = 10 * 365 * 86_400;

function seconds(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= mostSeconds) return value;
  throw new AdminInputError(
    `expiresInSeconds is ${quote(value)}. Allowed: a whole number of seconds, ${-mostSeconds} to ${mostSeconds}, or none.`,
  );
}
