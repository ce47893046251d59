import type { RevocableToken, RevocationList } from './revocation-list.ts';

export interface RevocationCacheOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Seconds an answer is used, 0 to 60: so long a revocation may go unnoticed. 0 remembers nothing. @default 5 */
  readonly seconds?: number;
  /** Most answers held, 1 to 100 000; the oldest goes first. @default 1000 */
  readonly capacity?: number;
}

/**
 * A list that asks another one less often: an answer serves for seconds, for the very same token. A failure is not
 * remembered, and a clock that was set back makes no answer younger.
 *
 * @throws {RangeError} for numbers out of range
 */
export function cacheRevocations(list: RevocationList, options: RevocationCacheOptions): RevocationList {
  const { now, seconds = 5, capacity = 1_000 } = options;
  assertRange('seconds', seconds, { least: 0, most: 60 });
  assertRange('capacity', capacity, { least: 1, most: 100_000 });
  const answers = new Map<string, { readonly revoked: boolean; readonly at: number }>();
  return {
    async isRevoked(token) {
      const key = keyOf(token);
      const known = answers.get(key);
      const age = now() - (known?.at ?? Number.NEGATIVE_INFINITY);
      if (known !== undefined && age >= 0 && age < seconds * 1_000) return known.revoked;
      // First, so that renewing an answer never drives out another.
      answers.delete(key);
      // Taken before the question: the answer is as old as that.
      const at = now();
      const revoked = await list.isRevoked(token);
      const [oldest] = answers.size < capacity ? [] : answers.keys();
      if (oldest !== undefined) answers.delete(oldest);
      answers.set(key, { revoked, at });
      return revoked;
    },
  };
}

// JSON, so that no two tokens have one key.
const keyOf = ({ issuer, subject, clientId, tokenId, issuedAt }: RevocableToken): string =>
  JSON.stringify([issuer, subject, clientId, tokenId, issuedAt]);

function assertRange(name: string, given: number, { least, most }: { least: number; most: number }): void {
  if (given >= least && given <= most) return;
  throw new RangeError(`revocation cache ${name}: given ${given}, allowed: ${least} to ${most}. Choose one of these.`);
}
