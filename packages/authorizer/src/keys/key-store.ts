import type { KeySet, SignatureKey } from './jwks.ts';
import { KeysUnavailableError } from './keys-unavailable-error.ts';

/** The keys of one issuer, which no other issuer ever sees. */
export interface KeyStore {
  /**
   * The key of this id, at once when it is known and young enough; `undefined` when the issuer does not have it, which it
   * said less than a cool-down ago.
   *
   * @throws {KeysUnavailableError} when that cannot be known
   */
  find(kid: string): SignatureKey | Promise<SignatureKey | undefined>;
  /**
   * After a signature failed under a known key: asks again, once per cool-down, for a key may have been replaced under
   * its id. Tells whether there is news.
   *
   * @throws {KeysUnavailableError} when the issuer did not answer
   */
  recheck(): Promise<boolean>;
  /** Whether this very key is still published, and known recently enough to serve. Sends no request. */
  holds(key: SignatureKey): boolean;
}

export interface KeyStoreOptions {
  readonly issuer: string;
  readonly fetchKeys: () => Promise<KeySet>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called with each new set. */
  readonly onKeys: (keys: KeySet) => void;
}

/** Time between two requests for a key that the issuer said it does not have. */
const coolDownMs = 30_000;
/** From this age on keys are fetched again. */
const refreshAfterMs = 3_600_000;
/** Up to this age keys serve while the issuer is down. */
const staleLimitMs = 4 * 3_600_000;
/** After a failure: 1 s, doubling. */
const firstBackOffMs = 1_000;
const mostBackOffMs = 8_000;

/**
 * Keeps an issuer's keys: one fetch in flight, a cool-down for unknown keys, a back-off for an issuer that is down. All
 * fetches are awaited by the request that needs them: Lambda freezes the process between two.
 */
export function createKeyStore({ issuer, fetchKeys, now, onKeys }: KeyStoreOptions): KeyStore {
  let held: { readonly byId: ReadonlyMap<string, SignatureKey>; readonly at: number } | undefined;
  let failure: { readonly at: number; readonly waitMs: number; readonly cause: unknown } | undefined;
  let inFlight: Promise<void> | undefined;

  /** Milliseconds since then. After a clock was set back by more than a moment that is unknown, and counts as long ago. */
  const since = (at = Number.NEGATIVE_INFINITY): number => {
    const passed = now() - at;
    return passed < -coolDownMs ? Number.POSITIVE_INFINITY : passed;
  };
  const accept = (keys: KeySet): void => {
    // A key published again unchanged stays the same object: what it verified stays verified.
    const kept = (key: SignatureKey): SignatureKey => {
      const known = held?.byId.get(key.kid);
      return known !== undefined && JSON.stringify(known.jwk) === JSON.stringify(key.jwk) ? known : key;
    };
    held = { byId: new Map(keys.keys.map((key) => [key.kid, kept(key)])), at: now() };
    failure = undefined;
    onKeys(keys);
  };
  const reject = (cause: unknown): void => {
    const waitMs = failure === undefined ? firstBackOffMs : Math.min(failure.waitMs * 2, mostBackOffMs);
    failure = { at: now(), waitMs, cause };
  };
  const fetchOnce = (): Promise<void> => {
    inFlight ??= fetchKeys()
      .then(accept, reject)
      .finally(() => {
        inFlight = undefined;
      });
    return inFlight;
  };
  /** Fetches unless a failure was too recent; throws when there is one. */
  const refresh = async (): Promise<void> => {
    const waiting = failure !== undefined && since(failure.at) < failure.waitMs;
    if (!waiting) await fetchOnce();
    if (failure !== undefined) throw new KeysUnavailableError(issuer, failure.cause);
  };
  const age = (): number => since(held?.at);
  const search = async (kid: string): Promise<SignatureKey | undefined> => {
    const old = age();
    if (old >= refreshAfterMs)
      await refresh().catch((error: unknown) => {
        if (old >= staleLimitMs) throw error;
      });
    const known = held?.byId.get(kid);
    if (known !== undefined || coolingDown()) return known;
    await refresh();
    return held?.byId.get(kid);
  };
  const coolingDown = (): boolean => failure === undefined && age() < coolDownMs;

  return {
    find: (kid) => (age() < refreshAfterMs ? held?.byId.get(kid) : undefined) ?? search(kid),
    async recheck() {
      if (coolingDown()) return false;
      await refresh();
      return true;
    },
    holds: (key) => held?.byId.get(key.kid) === key && age() < staleLimitMs,
  };
}
