import { createHash, timingSafeEqual } from 'node:crypto';
import type { GatewayParts } from '../../gateway-parts.ts';
import { queryPairs } from '../../request/query.ts';
import type { RoutedRequest } from '../../request/routed-request.ts';
import type { KnownIdentity } from '../identity.ts';
import { checkSignedRequest } from './check-signed-request.ts';
import { parseSignatureHeader } from './signature-header.ts';
import { verifySignature } from './verify-signature.ts';

/**
 * The identity that signed a request, or why there is none. Signatures in the query string are refused, not ignored.
 * Reasons hold no signature, key or token.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function authenticate(
  { identities, clock }: Pick<GatewayParts, 'identities' | 'clock'>,
  routed: RoutedRequest,
): Promise<{ readonly identity: KnownIdentity } | { readonly reason: string }> {
  const names = queryPairs(routed.rawQueryString).map(([name]) => name.toLowerCase());
  if (names.some((name) => queryAuthentication.has(name))) {
    return { reason: 'signing in the query string is not supported; sign with the Authorization header' };
  }
  // The signer loses this name, so its value would not be covered by the signature.
  if (names.includes('__proto__')) return { reason: 'a signed query must not have a parameter named __proto__' };
  const header = routed.headers.get('authorization');
  if (!header) return { reason: 'the request is not signed' };
  const signature = parseSignatureHeader(header);
  if (!signature) return { reason: 'the Authorization header is no AWS4-HMAC-SHA256 signature' };
  const fault = checkSignedRequest(routed, signature, clock.now());
  if (fault) return { reason: fault };
  const identity = identities.get(signature.accessKeyId);
  if (!identity) return { reason: 'the access key id is unknown' };
  if (!sameSecret(identity.sessionToken ?? '', routed.headers.get('x-amz-security-token') ?? '')) {
    return { reason: 'x-amz-security-token is not the session token of the access key' };
  }
  return (await verifySignature(routed, signature, identity))
    ? { identity }
    : { reason: 'the signature does not match the request' };
}

const queryAuthentication: ReadonlySet<string> = new Set(['x-amz-algorithm', 'x-amz-credential', 'x-amz-signature']);

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
