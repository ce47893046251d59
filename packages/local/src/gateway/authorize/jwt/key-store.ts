import type { JWK } from 'jose';
import type { Clock } from '../../../model/index.ts';
import { fetchLoopbackJson } from '../../../runtime/index.ts';
import { type IssuerKeys, type IssuerSource, issuerSource } from './issuer-source.ts';

/** Milliseconds that API Gateway may keep an issuer's keys. */
const keptMillis = 2 * 60 * 60 * 1000;

/** The public keys of the issuers that JWT authorizers trust. */
export interface KeyStore {
  /**
   * The keys of one issuer with a key id, of the set that was fetched within two hours.
   *
   * @throws Error when they cannot be had
   */
  find(issuer: string, kid: string): Promise<readonly JWK[]>;
  /**
   * The same of a set that is fetched anew, for an id that is not in the known set. Ids are a client's to make up: a set
   * that was fetched so within `coolDownMillis` answers again, and so does its failure.
   *
   * @throws Error when they cannot be had; the known set stays
   */
  findAgain(issuer: string, kid: string, coolDownMillis: number): Promise<readonly JWK[]>;
}

/** A fetch of an issuer's key set. */
interface Fetched {
  readonly at: number;
  readonly keys: Promise<readonly JWK[]>;
  isUnderWay: boolean;
}

/**
 * Keys by issuer: a key of one issuer never verifies a token of another. Failures are not kept, and no issuer is asked
 * twice at a time for the same reason.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function createKeyStore(given: IssuerKeys, clock: Pick<Clock, 'now'>): KeyStore {
  const kept = new Map<string, Fetched>();
  const keptAgain = new Map<string, Fetched>();
  const startFetch = (issuer: string): Fetched => {
    const keys = loadKeys(issuer, issuerSource(issuer, given));
    const fetched: Fetched = { at: clock.now(), keys, isUnderWay: true };
    const end = (): void => {
      fetched.isUnderWay = false;
    };
    keys.then(end, end);
    return fetched;
  };
  // A clock that was set back makes no set younger.
  const isWithin = ({ at, isUnderWay }: Fetched, millis: number): boolean =>
    isUnderWay || (clock.now() >= at && clock.now() < at + millis);
  const keysOf = (issuer: string): Promise<readonly JWK[]> => {
    const known = kept.get(issuer);
    if (known && isWithin(known, keptMillis)) return known.keys;
    const fetched = startFetch(issuer);
    kept.set(issuer, fetched);
    fetched.keys.catch(() => {
      if (kept.get(issuer) === fetched) kept.delete(issuer);
    });
    return fetched.keys;
  };
  const keysAgain = (issuer: string, coolDownMillis: number): Promise<readonly JWK[]> => {
    const known = keptAgain.get(issuer);
    if (known && isWithin(known, coolDownMillis)) return known.keys;
    const fetched = startFetch(issuer);
    keptAgain.set(issuer, fetched);
    fetched.keys.then(
      () => kept.set(issuer, fetched),
      () => undefined,
    );
    return fetched.keys;
  };
  return {
    find: async (issuer, kid) => (await keysOf(issuer)).filter((key) => key.kid === kid),
    findAgain: async (issuer, kid, coolDownMillis) =>
      (await keysAgain(issuer, coolDownMillis)).filter((key) => key.kid === kid),
  };
}

async function loadKeys(issuer: string, source: IssuerSource): Promise<readonly JWK[]> {
  if ('keys' in source) return source.keys;
  const base = withoutSlash('origin' in source ? below(source.origin, issuer) : source.address);
  const discovery = await fetchLoopbackJson(`${base}/.well-known/openid-configuration`);
  if (member(discovery, 'issuer') !== issuer) throw new Error(`the discovery document at ${base} names another issuer`);
  const jwksUri = member(discovery, 'jwks_uri');
  if (typeof jwksUri !== 'string') throw new Error(`the discovery document at ${base} has no jwks_uri`);
  const address = 'origin' in source ? below(source.origin, jwksUri) : locate(jwksUri, withoutSlash(issuer), base);
  const keys = member(await fetchLoopbackJson(address), 'keys');
  if (!Array.isArray(keys)) throw new Error(`the key set of ${issuer} has no keys`);
  return keys.filter((key): key is JWK => typeof member(key, 'kty') === 'string');
}

/** A document below the issuer is asked for below the address that answers for it. */
const locate = (url: string, issuer: string, address: string): string =>
  url.startsWith(`${issuer}/`) ? address + url.slice(issuer.length) : url;

/** An https URL as a stand-in for all hosts is asked for it. */
const below = (origin: string, url: string): string => origin + url.replace(/^https:\//, '');

const withoutSlash = (url: string): string => url.replace(/\/$/, '');

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
