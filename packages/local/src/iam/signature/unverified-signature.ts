/** The parts of a Signature Version 4 signature, from the `Authorization` header or the query. Nothing in it is verified yet. */
export interface UnverifiedSignature {
  readonly place: 'header' | 'query';
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower-case names. */
  readonly signedHeaders: readonly string[];
  /** 64 hexadecimal digits. */
  readonly signature: string;
  /** `X-Amz-Date`, as sent. */
  readonly signedAt: string | undefined;
  /** Seconds the signature is good for; a signature without it is good within the clock skew. */
  readonly expiresSeconds?: number;
  /** Empty without one. */
  readonly sessionToken: string;
  /** `X-Amz-Content-Sha256`, as sent. */
  readonly payloadHash: string | undefined;
}

type SignatureParts = Pick<
  UnverifiedSignature,
  'accessKeyId' | 'date' | 'region' | 'service' | 'signedHeaders' | 'signature'
>;

/** Reads the three parts both places share; undefined when one is not well formed. */
export function readSignatureParts(
  credential: string,
  signedHeaders: string,
  signature: string,
): SignatureParts | undefined {
  const [accessKeyId, date, region, service, terminator, ...more] = credential.split('/');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request' || more.length > 0)
    return undefined;
  const names = signedHeaders.split(';');
  const wellFormed =
    /^[0-9a-f]{64}$/.test(signature) &&
    new Set(names).size === names.length &&
    names.every((name) => /^[!-~]+$/.test(name) && name === name.toLowerCase());
  return wellFormed ? { accessKeyId, date, region, service, signedHeaders: names, signature } : undefined;
}
