import {
  isSignedQuery,
  type KnownIdentity,
  parseSignatureHeader,
  parseSignatureQuery,
  type SignedRequest,
  sameSecret,
  type UnverifiedSignature,
  verifySignature,
} from '../../iam/index.ts';
import { queryPairs } from '../../runtime/index.ts';
import type { GatewayParts } from '../gateway-parts.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import { checkSignedRequest } from './check-signed-request.ts';

/** Why a request has no known caller. */
export interface NotAuthenticated {
  readonly reason: string;
  /** There is no signature in it, or nothing that could be read as one. */
  readonly isUnsigned?: true;
}

/**
 * The identity that signed a request, in the `Authorization` header or in the query, or why there is none. A request
 * that is signed in both places is refused. Reasons hold no signature, key or token.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function authenticate(
  { identities, clock, settings }: Pick<GatewayParts, 'identities' | 'clock' | 'settings'>,
  routed: RoutedRequest,
): Promise<{ readonly identity: KnownIdentity } | NotAuthenticated> {
  const signature = readSignature(routed);
  if ('reason' in signature) return { ...signature, isUnsigned: true };
  const fault = checkSignedRequest(routed, signature, { now: clock.now(), settings });
  if (fault) return { reason: fault };
  const identity = identities.get(signature.accessKeyId);
  if (!identity) return { reason: 'the access key id is unknown' };
  if (!sameSecret(identity.sessionToken ?? '', signature.sessionToken)) {
    return { reason: 'x-amz-security-token is not the session token of the access key' };
  }
  return (await verifySignature(signedRequest(routed), signature, identity))
    ? { identity }
    : { reason: 'the signature does not match the request' };
}

function readSignature(routed: RoutedRequest): UnverifiedSignature | { readonly reason: string } {
  const { headers, rawQueryString } = routed;
  // The signer loses this name, so its value would not be covered by the signature.
  if (queryPairs(rawQueryString).some(([name]) => name === '__proto__')) {
    return { reason: 'a signed query must not have a parameter named __proto__' };
  }
  const inHeader = (headers.get('authorization') ?? '') !== '';
  if (!isSignedQuery(rawQueryString)) {
    if (!inHeader) return { reason: 'the request is not signed' };
    return parseSignatureHeader(headers) ?? { reason: 'the Authorization header is no AWS4-HMAC-SHA256 signature' };
  }
  if (inHeader) return { reason: 'a request is signed in the Authorization header or in the query, not in both' };
  return parseSignatureQuery(routed) ?? { reason: 'the query is no AWS4-HMAC-SHA256 signature' };
}

const signedRequest = ({ request, encodedPath, rawQueryString }: RoutedRequest): SignedRequest => ({
  ...request,
  encodedPath,
  rawQueryString,
});
