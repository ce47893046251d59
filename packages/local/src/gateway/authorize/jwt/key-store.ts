import type { JWK } from 'jose';
import type { Clock } from '../../../model/index.ts';
import { fetchLoopbackJson } from '../../../runtime/index.ts';
import { type IssuerKeys, type IssuerSource, issuerSource } from './issuer-source.ts';

/** Milliseconds that API Gateway may keep an issuer's keys. */
const keptMillis = 2 * 60 * 60 * 1000;

/** The public keys of the issuers that JWT authorizers trust. */
export interface KeyStore {
  /**
   * The keys of one issuer with a key id. Keys are kept for two hours; `refetch` asks again at once.
   *
   * @throws Error when they cannot be had
   */
  find(issuer: string, kid: string, options: { readonly refetch: boolean }): Promise<readonly JWK[]>;
}

interface Kept {
  readonly fetchedAt: number;
  readonly keys: Promise<readonly JWK[]>;
}

/**
 * Keys by issuer: a key of one issuer never verifies a token of another. Failures are not kept.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function createKeyStore(given: IssuerKeys, clock: Pick<Clock, 'now'>): KeyStore {
  const kept = new Map<string, Kept>();
  const keysOf = (issuer: string, refetch: boolean): Promise<readonly JWK[]> => {
    const now = clock.now();
    const known = kept.get(issuer);
    if (known && !refetch && now < known.fetchedAt + keptMillis) return known.keys;
    const keys = loadKeys(issuer, issuerSource(issuer, given));
    kept.set(issuer, { fetchedAt: now, keys });
    keys.catch(() => {
      if (kept.get(issuer)?.keys === keys) kept.delete(issuer);
    });
    return keys;
  };
  return {
    find: async (issuer, kid, { refetch }) => (await keysOf(issuer, refetch)).filter((key) => key.kid === kid),
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
