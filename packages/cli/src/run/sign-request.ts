import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { IamKey } from './run-state.ts';

export interface UnsignedRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** The key that signs, the time of the signature, and the service it is for. */
export interface SigningOptions extends IamKey {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** @default `execute-api` */
  readonly service?: string;
}

/**
 * The headers of a request signed with AWS Signature Version 4.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export async function signRequest(
  { method, headers, body }: UnsignedRequest,
  url: URL,
  { accessKeyId, secretAccessKey, sessionToken, region, now, service = 'execute-api' }: SigningOptions,
): Promise<Headers> {
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) },
    region,
    service,
    sha256: Sha256,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: queryOf(url),
      headers: { ...Object.fromEntries(headers), host: url.host },
      body,
    },
    { signingDate: new Date(now) },
  );
  // fetch writes the host itself.
  const { host: _host, ...rest } = signed.headers;
  return new Headers(rest);
}

const queryOf = ({ searchParams }: URL): Record<string, string[]> =>
  Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
