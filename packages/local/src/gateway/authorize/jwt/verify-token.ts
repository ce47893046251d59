import type { JWK } from 'jose';
import type { JwtAuthorizer } from '../../../model/index.ts';
import { errorMessage } from '../../../runtime/index.ts';
import type { Settings } from '../../settings.ts';
import { checkClaims } from './check-claims.ts';
import { decodeUnverifiedToken, type UnverifiedToken } from './decode-unverified-token.ts';
import type { JwtFault } from './jwt-fault.ts';
import type { KeyStore } from './key-store.ts';

/** What a good token says, or why it is none. */
export type Verification =
  | { readonly claims: Readonly<Record<string, unknown>> }
  | { readonly fault: JwtFault /** For the trace alone. */; readonly detail?: string };

export interface VerifyOptions {
  readonly keys: KeyStore;
  readonly settings: Settings;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Verifies a token in API Gateway's documented order: algorithm, key, signature, then claims. Keys are looked up under
 * the authorizer's issuer alone, whatever the token says. Does not tell ID tokens from access tokens; neither does AWS.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export async function verifyToken(
  token: string,
  authorizer: JwtAuthorizer,
  options: VerifyOptions,
): Promise<Verification> {
  const decoded = decodeUnverifiedToken(token, options.settings);
  if (typeof decoded === 'string') return { fault: decoded };
  if (!options.settings.jwtAlgorithms.includes(decoded.alg)) return { fault: 'algorithm' };
  const found = await findKeys(decoded, authorizer.issuer, options);
  if (!Array.isArray(found)) return found;
  if (found.length === 0) return { fault: 'unknown-key' };
  if (!(await isSignedByAny(token, found, decoded))) return { fault: 'signature' };
  const fault = checkClaims(decoded.claims, authorizer, options);
  return fault ? { fault } : { claims: decoded.claims };
}

async function findKeys(
  { kid }: UnverifiedToken,
  issuer: string,
  { keys, settings }: VerifyOptions,
): Promise<JWK[] | { readonly fault: JwtFault; readonly detail: string }> {
  if (kid === '') return [];
  try {
    const known = await keys.find(issuer, kid);
    if (known.length > 0 || settings.jwtUnknownKid === 'denied') return [...known];
    return [...(await keys.findAgain(issuer, kid, settings.jwtRefetchSeconds * 1_000))];
  } catch (error) {
    return { fault: 'keys-unavailable', detail: `the keys of ${issuer} cannot be had: ${errorMessage(error)}` };
  }
}

type Signed = Pick<UnverifiedToken, 'alg' | 'critical'>;

async function isSignedByAny(token: string, keys: readonly JWK[], signed: Signed): Promise<boolean> {
  for (const key of keys) if (await isSignedBy(token, key, signed)) return true;
  return false;
}

// Whatever a key or a signature is wrong about, it does not verify.
async function isSignedBy(token: string, jwk: JWK, { alg, critical }: Signed): Promise<boolean> {
  if (jwk.kty !== 'RSA' || (jwk.alg ?? alg) !== alg || (jwk.use ?? 'sig') !== 'sig') return false;
  // loaded here: most APIs have no JWT authorizer, and a start should not wait for its library
  const { compactVerify, importJWK } = await import('jose');
  try {
    await compactVerify(token, await importJWK({ kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' }, alg), {
      algorithms: [alg],
      // There are none, unless a setting says to ignore them.
      crit: Object.fromEntries(critical.map((name) => [name, false])),
    });
    return true;
  } catch {
    return false;
  }
}
