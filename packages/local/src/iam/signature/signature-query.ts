import { queryPairs } from '../../runtime/index.ts';
import { readSignatureParts, type UnverifiedSignature } from './unverified-signature.ts';

/** Seconds: a week. */
const longestExpiry = 604_800;

/** Whether a query names any part of a signature. */
export const isSignedQuery = (rawQueryString: string): boolean =>
  queryPairs(rawQueryString).some(([name]) => /^x-amz-(?:algorithm|credential|signature)$/i.test(name));

/** Where a query is read from that may hold a signature. */
interface QuerySigned {
  readonly rawQueryString: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
}

/**
 * Reads a signature from the query: `X-Amz-Algorithm`, `-Credential`, `-Date`, `-SignedHeaders`, `-Signature` and, where
 * given, `-Expires` and `-Security-Token`, names in any case; undefined when one is missing, repeated or not well formed.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function parseSignatureQuery({ rawQueryString, headers }: QuerySigned): UnverifiedSignature | undefined {
  const lowered = queryPairs(rawQueryString).map(([name, value]) => [name.toLowerCase(), value] as const);
  const pairs = lowered.filter(([name]) => name.startsWith('x-amz-'));
  const parts = new Map(pairs);
  if (parts.size !== pairs.length || parts.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') return undefined;
  const [credential = '', signedHeaders = '', signature = ''] = ['credential', 'signedheaders', 'signature'].map(
    (name) => parts.get(`x-amz-${name}`),
  );
  const read = readSignatureParts(credential, signedHeaders, signature);
  const expires = parts.get('x-amz-expires');
  const payloadHash = parts.get('x-amz-content-sha256');
  const headerHash = headers.get('x-amz-content-sha256');
  if (payloadHash !== undefined && headerHash !== undefined) return undefined;
  if (!read || (expires !== undefined && !isExpiry(expires))) return undefined;
  return {
    ...read,
    place: 'query',
    signedAt: parts.get('x-amz-date'),
    ...(expires !== undefined && { expiresSeconds: Number(expires) }),
    sessionToken: parts.get('x-amz-security-token') ?? '',
    payloadHash: payloadHash ?? headerHash,
  };
}

const isExpiry = (text: string): boolean =>
  /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= longestExpiry;
