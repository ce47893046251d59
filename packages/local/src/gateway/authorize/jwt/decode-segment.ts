import { isUtf8 } from 'node:buffer';
import type { Settings } from '../../settings.ts';
import { isUnambiguousJson } from './unambiguous-json.ts';

/** How strictly a token is read. */
export type TokenReading = Pick<Settings, 'jwtLooseEncoding' | 'jwtLooseJson' | 'jwtCriticalHeaders'>;

/** The JSON object that a segment of a token holds; `undefined` when it holds none. */
export function decodeSegment(segment: string, reading: TokenReading): Record<string, unknown> | undefined {
  if (!isReadable(segment, reading)) return undefined;
  const bytes = Buffer.from(segment, 'base64url');
  if (reading.jwtLooseJson === 'refused' && !isUtf8(bytes)) return undefined;
  const text = bytes.toString();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return reading.jwtLooseJson === 'accepted' || isUnambiguousJson(text, value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a segment is base64url in the one form its bytes have (RFC 7515 section 2, RFC 4648 section 3.5): no padding, no
 * white space, no other alphabet, no stray bits. Or any that can be decoded, where a setting says so.
 */
export const isReadable = (segment: string, { jwtLooseEncoding }: Pick<TokenReading, 'jwtLooseEncoding'>): boolean =>
  jwtLooseEncoding === 'accepted' || Buffer.from(segment, 'base64url').toString('base64url') === segment;
