import { readSignatureParts, type UnverifiedSignature } from './unverified-signature.ts';

/**
 * Reads `AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...` and the `x-amz-*` headers that belong to it;
 * undefined for anything else, repeats of a part included.
 *
 * @param headers lower-case names, `authorization` among them
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function parseSignatureHeader(headers: ReadonlyMap<string, string>): UnverifiedSignature | undefined {
  const [, rest] = /^AWS4-HMAC-SHA256 +(.*)$/.exec(headers.get('authorization') ?? '') ?? [];
  if (rest === undefined) return undefined;
  const pairs = rest.split(',').map((part) => splitOnce(part.trim()));
  const parts = new Map(pairs);
  if (pairs.length !== 3 || parts.size !== 3) return undefined;
  const [credential = '', signedHeaders = '', signature = ''] = ['Credential', 'SignedHeaders', 'Signature'].map(
    (name) => parts.get(name),
  );
  const read = readSignatureParts(credential, signedHeaders, signature);
  return (
    read && {
      ...read,
      place: 'header',
      signedAt: headers.get('x-amz-date'),
      sessionToken: headers.get('x-amz-security-token') ?? '',
      payloadHash: headers.get('x-amz-content-sha256'),
    }
  );
}

function splitOnce(part: string): [string, string] {
  const at = part.indexOf('=');
  return [part.slice(0, at), part.slice(at + 1)];
}
