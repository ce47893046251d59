import { createHash } from 'node:crypto';
import { clockSkewMillis, parseSigningDate, type UnverifiedSignature } from '../../iam/index.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import type { Settings } from '../settings.ts';

/**
 * What must hold of a signed request before its signature is worth computing; the first thing that does not, in words.
 * Also refuses whatever the signature would not cover unambiguously: a path that signing normalises (`//`, `.`, `..`),
 * a query that is no percent-encoded UTF-8, repeated signed headers. Does not look at the signature itself.
 *
 * @param options `now` in milliseconds since the epoch
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function checkSignedRequest(
  routed: RoutedRequest,
  signature: UnverifiedSignature,
  { now, settings }: { readonly now: number; readonly settings: Settings },
): string | undefined {
  return (
    checkScope(routed, signature, now) ??
    checkSignedHeaders(routed, signature) ??
    checkPayloadHash(routed, signature, settings) ??
    checkTarget(routed)
  );
}

function checkScope({ home }: RoutedRequest, signature: UnverifiedSignature, now: number): string | undefined {
  const { signedAt: text, date, region, service } = signature;
  const signedAt = parseSigningDate(text);
  if (signedAt === undefined || !text) return 'x-amz-date must be given once, as YYYYMMDDTHHMMSSZ';
  const expired = checkTime(signature, signedAt, now);
  if (expired) return expired;
  if (date !== text.slice(0, 8)) return "the credential scope's date is not that of x-amz-date";
  if (region !== home.region) return `the credential scope's region must be ${home.region}`;
  if (service !== 'execute-api') return "the credential scope's service must be execute-api";
  return undefined;
}

function checkTime({ expiresSeconds }: UnverifiedSignature, signedAt: number, now: number): string | undefined {
  if (expiresSeconds === undefined) {
    return Math.abs(now - signedAt) > clockSkewMillis
      ? 'the signature is more than 5 minutes off the clock'
      : undefined;
  }
  if (signedAt - now > clockSkewMillis) return 'the signature is more than 5 minutes ahead of the clock';
  return now > signedAt + expiresSeconds * 1000 ? 'the signature has expired (X-Amz-Expires)' : undefined;
}

function checkSignedHeaders({ request }: RoutedRequest, { signedHeaders }: UnverifiedSignature): string | undefined {
  const sent = request.headers.map(([name]) => name.toLowerCase());
  const mustBeSigned = sent.filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const unsigned = mustBeSigned.filter((name) => !signedHeaders.includes(name));
  if (!signedHeaders.includes('host')) return 'the host header must be signed';
  if (unsigned.length > 0) return `headers must be signed: ${unsigned.join(', ')}`;
  const odd = signedHeaders.filter((name) => sent.filter((candidate) => candidate === name).length !== 1);
  if (odd.length > 0) return 'each signed header must be sent exactly once';
  if (signedHeaders.includes('date')) return 'a signed date header is not supported; sign x-amz-date alone';
  if (signedHeaders.includes('authorization')) return 'the authorization header cannot be signed';
  return undefined;
}

function checkPayloadHash(
  { request }: RoutedRequest,
  { payloadHash: claimed }: UnverifiedSignature,
  { unsignedPayload }: Settings,
): string | undefined {
  if (claimed === undefined || (claimed === 'UNSIGNED-PAYLOAD' && unsignedPayload === 'accepted')) return undefined;
  if (!/^[0-9a-f]{64}$/.test(claimed)) return 'unsigned, streaming and chunked payloads are not supported';
  const actual = createHash('sha256').update(request.body).digest('hex');
  return claimed === actual ? undefined : 'x-amz-content-sha256 is not the hash of the body';
}

function checkTarget({ encodedPath, rawQueryString }: RoutedRequest): string | undefined {
  const segments = encodedPath.slice(1).split('/').slice(0, -1);
  const last = encodedPath.split('/').at(-1) ?? '';
  if (segments.includes('') || [...segments, last].some((segment) => segment === '.' || segment === '..')) {
    return 'a signed path must not hold empty, "." or ".." segments';
  }
  if (!isPercentEncodedUtf8(rawQueryString)) return 'a signed query must be percent-encoded UTF-8';
  return undefined;
}

function isPercentEncodedUtf8(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
