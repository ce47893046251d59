import { decodeSegment, isReadable, type TokenReading } from './decode-segment.ts';

/** A token taken apart. Nothing in it is verified. */
export interface UnverifiedToken {
  readonly alg: string;
  /** Empty when the header names none. */
  readonly kid: string;
  /** Extensions that the header says must be understood. */
  readonly critical: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
}

/**
 * Takes a token apart: three segments, header and payload JSON objects. No extension is understood here (RFC 7515 section
 * 4.1.11), and a payload that is not encoded is none of a JSON Web Token (RFC 7797 section 7); settings say otherwise.
 *
 * @see RFC 7519 section 7.2
 */
export function decodeUnverifiedToken(
  token: string,
  reading: TokenReading,
): UnverifiedToken | 'segments' | 'malformed' {
  const segments = token.split('.');
  if (segments.length !== 3) return 'segments';
  const [header = '', payload = '', signature = ''] = segments;
  const head = decodeSegment(header, reading);
  const claims = decodeSegment(payload, reading);
  if (!head || !claims || typeof head['alg'] !== 'string' || !isReadable(signature, reading)) return 'malformed';
  if (reading.jwtCriticalHeaders === 'refused' && ('crit' in head || 'b64' in head)) return 'malformed';
  const { alg, kid, crit } = head;
  return { alg, kid: typeof kid === 'string' ? kid : '', critical: textsIn(crit), claims };
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((member) => typeof member === 'string') : [];
