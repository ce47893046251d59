import { timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { queryPairs } from '../../runtime/index.ts';
import type { KnownIdentity } from '../identity.ts';
import { parseSigningDate } from './signing-date.ts';
import type { UnverifiedSignature } from './unverified-signature.ts';

/** What a signature covers, as it was sent. */
export interface SignedRequest {
  readonly method: string;
  /** Percent-encoded; starts with `/`. */
  readonly encodedPath: string;
  readonly rawQueryString: string;
  /** In the order sent, repeats included. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/**
 * Whether the signature is the one the identity's secret makes of exactly the signed headers, the path and query as
 * sent and the body as received. Constant-time in the signature. Does not check date, scope or which headers are
 * signed: see `checkSignedRequest`.
 */
export async function verifySignature(
  request: SignedRequest,
  signature: UnverifiedSignature,
  identity: Pick<KnownIdentity, 'accessKeyId' | 'secretAccessKey'>,
): Promise<boolean> {
  const signedAt = parseSigningDate(signature.signedAt);
  if (signedAt === undefined) return false;
  const signer = new SignatureV4({
    credentials: { accessKeyId: identity.accessKeyId, secretAccessKey: identity.secretAccessKey },
    region: signature.region,
    service: signature.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const { signedHeaders } = signature;
  const expected = await signer.sign(toSignable(request, signature), {
    signingDate: new Date(signedAt),
    signableHeaders: new Set(signedHeaders),
    // The signer adds these; a signature in the query covers them there.
    unsignableHeaders: new Set(['x-amz-date', 'x-amz-content-sha256'].filter((name) => !signedHeaders.includes(name))),
  });
  return sameSignature(expected.headers['authorization'], signature.signature);
}

function toSignable(
  { method, encodedPath, rawQueryString, headers, body }: SignedRequest,
  signature: UnverifiedSignature,
) {
  const { signedHeaders, payloadHash } = signature;
  const sent = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    method,
    protocol: 'https:',
    hostname: '',
    path: encodedPath,
    query: groupQuery(rawQueryString),
    headers: {
      // The signer takes the hash of the body from here.
      ...(payloadHash !== undefined && { 'x-amz-content-sha256': payloadHash }),
      ...Object.fromEntries(sent.filter(([name]) => signedHeaders.includes(name))),
    },
    body,
  };
}

function groupQuery(rawQueryString: string): Record<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of queryPairs(rawQueryString)) groups.set(name, [...(groups.get(name) ?? []), value]);
  return Object.fromEntries(groups);
}

function sameSignature(expectedHeader: string | undefined, given: string): boolean {
  const [, made = ''] = /Signature=([0-9a-f]{64})$/.exec(expectedHeader ?? '') ?? [];
  const expected = Buffer.from(made);
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
