import { keyAttribute, type Revoked, revocationKey, timeToLiveAttribute } from './revocation-key.ts';

type Entry<Kind extends Revoked['kind']> = Extract<Revoked, { kind: Kind }>;

/**
 * An entry to write. Times are whole seconds since the epoch. `revokedAt` is for people who read the table, and for
 * `scopegate explain`. An issuer with two strings needs an entry for each: see `issuerStrings`.
 *
 * `expiresAt`: from when on the entry may vanish. Nothing it names may be valid then: give now plus the longest life of an
 * access token, the tolerances included. A client stays revoked until its entry is deleted, for it can get new tokens.
 */
export type Revocation = { readonly revokedAt?: number } & (
  | (Entry<'token'> & { readonly expiresAt: number })
  | (Entry<'subject'> & {
      /** Tokens with a smaller `iat` are revoked. For all that can exist now: `issuedUntil`. */
      readonly issuedBefore: number;
      readonly expiresAt: number;
    })
  | Entry<'client'>
);

/** Input of DynamoDB's `PutItem`. */
export interface PutRevocation {
  readonly TableName: string;
  readonly Item: Record<string, { S: string } | { N: string }>;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeValues?: Record<string, { N: string }>;
}

/**
 * The write that revokes. Where an entry that reaches further is there already, its condition fails
 * (`ConditionalCheckFailedException`) and that entry stays: what was asked for holds already. The names stand in the entry
 * as plain text, for people who read the table.
 *
 * @throws {RangeError} for a time that is no whole second
 */
export function putRevocation(tableName: string, revocation: Revocation): PutRevocation {
  const Item = {
    [keyAttribute]: { S: revocationKey(revocation) },
    ...Object.fromEntries(Object.entries(revocation).map(([name, value]) => [name, toAttribute(name, value)])),
  };
  if (revocation.kind === 'client') return { TableName: tableName, Item };
  const [reach, seconds] =
    revocation.kind === 'subject'
      ? ['issuedBefore', revocation.issuedBefore]
      : [timeToLiveAttribute, revocation.expiresAt];
  return {
    TableName: tableName,
    Item,
    ConditionExpression: `attribute_not_exists(${keyAttribute}) OR ${reach} <= :reach`,
    ExpressionAttributeValues: { ':reach': { N: String(seconds) } },
  };
}

// A date in milliseconds, the usual slip, lies far beyond.
const lastSecond = 99_999_999_999;

function toAttribute(name: string, value: string | number): { S: string } | { N: string } {
  if (typeof value === 'string') return { S: value };
  if (Number.isInteger(value) && value > 0 && value <= lastSecond) return { N: String(value) };
  throw new RangeError(`${name}: given ${value}, allowed: whole seconds since the epoch. Divide milliseconds by 1000.`);
}
