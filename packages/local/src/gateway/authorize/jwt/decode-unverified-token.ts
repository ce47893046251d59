/** A token taken apart. Nothing in it is verified. */
export interface UnverifiedToken {
  readonly alg: string;
  /** Empty when the header names none. */
  readonly kid: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Takes a token apart: three segments, header and payload JSON objects.
 *
 * @see RFC 7519 section 7.2
 */
export function decodeUnverifiedToken(token: string): UnverifiedToken | 'segments' | 'malformed' {
  const [header = '', payload = '', ...rest] = token.split('.');
  if (rest.length !== 1) return 'segments';
  const head = decodeSegment(header);
  const claims = decodeSegment(payload);
  if (!head || !claims || typeof head['alg'] !== 'string') return 'malformed';
  return { alg: head['alg'], kid: typeof head['kid'] === 'string' ? head['kid'] : '', claims };
}

function decodeSegment(segment: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
