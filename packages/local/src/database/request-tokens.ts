import { createHash } from 'node:crypto';
import type { UncheckedObject } from '../runtime/index.ts';

/** How long a token answers for a transaction, from its completion. */
const lifeMillis = 10 * 60 * 1000;

/** What a client request token says about a transaction. */
export type TokenVerdict = 'new' | 'done' | 'other-content';

/** The transactions of the last ten minutes that were stored under a client request token. In memory: a new start knows none. */
export interface RequestTokens {
  /** @param now milliseconds since the epoch */
  judge(token: string, parameters: UncheckedObject, now: number): TokenVerdict;
  /** Takes note of a transaction that was stored. One that was not may be sent again. */
  remember(token: string, parameters: UncheckedObject, now: number): void;
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html */
export function createRequestTokens(): RequestTokens {
  const known = new Map<string, { readonly digest: string; readonly until: number }>();
  return {
    judge(token, parameters, now) {
      const entry = known.get(token);
      if (entry === undefined || entry.until < now) return 'new';
      return entry.digest === digestOf(parameters) ? 'done' : 'other-content';
    },
    remember(token, parameters, now) {
      for (const [other, { until }] of known) if (until < now) known.delete(other);
      known.set(token, { digest: digestOf(parameters), until: now + lifeMillis });
    },
  };
}

/** Of what is to be done: what the answer should hold besides does not count, nor the order of members. */
const digestOf = ({ TransactItems }: UncheckedObject): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(TransactItems)))
    .digest('hex');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, sorted(member)]);
}
