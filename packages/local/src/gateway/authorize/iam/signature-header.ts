/** The parts of a Signature Version 4 `Authorization` header. Nothing in it is verified yet. */
export interface UnverifiedSignature {
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower-case names. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

/**
 * Reads `AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...`; undefined for anything else, repeats of a
 * part included.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function parseSignatureHeader(header: string): UnverifiedSignature | undefined {
  const [, rest] = /^AWS4-HMAC-SHA256 +(.*)$/.exec(header) ?? [];
  if (rest === undefined) return undefined;
  const pairs = rest.split(',').map((part) => splitOnce(part.trim()));
  const parts = new Map(pairs);
  if (pairs.length !== 3 || parts.size !== 3) return undefined;
  const credential = parseCredential(parts.get('Credential') ?? '');
  const signedHeaders = (parts.get('SignedHeaders') ?? '').split(';');
  const signature = parts.get('Signature') ?? '';
  const wellFormed =
    /^[0-9a-f]{64}$/.test(signature) &&
    new Set(signedHeaders).size === signedHeaders.length &&
    signedHeaders.every((name) => /^[!-~]+$/.test(name) && name === name.toLowerCase());
  return credential && wellFormed ? { ...credential, signedHeaders, signature } : undefined;
}

function splitOnce(part: string): [string, string] {
  const at = part.indexOf('=');
  return [part.slice(0, at), part.slice(at + 1)];
}

function parseCredential(credential: string) {
  const [accessKeyId, date, region, service, terminator, ...more] = credential.split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || more.length > 0)
    return undefined;
  return { accessKeyId, date, region, service };
}
