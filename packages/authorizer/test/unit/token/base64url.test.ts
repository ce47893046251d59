import { describe, expect, it } from '@jest/globals';
import { decodeCanonicalBase64Url } from '../../../src/token/base64url.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('decodeCanonicalBase64Url', () => {
  it('knows every last character of two and of three', () => {
    const canonical = (length: number) =>
      [...alphabet].filter((last) => decodeCanonicalBase64Url('A'.repeat(length - 1) + last) !== undefined).join('');
    // What is left over in the last character is zero (RFC 4648 §3.5).
    expect(canonical(1)).toBe('');
    expect(canonical(2)).toBe('AQgw');
    expect(canonical(3)).toBe('AEIMQUYcgkosw048');
    expect(canonical(4)).toBe(alphabet);
  });

  it('gives the bytes of what an encoder writes, for every last character', () => {
    for (const length of [1, 2, 3, 4, 5]) {
      for (const last of alphabet) {
        const text = 'A'.repeat(length - 1) + last;
        const bytes = Buffer.from(text, 'base64url');
        const written = bytes.toString('base64url') === text;
        expect({ text, bytes: decodeCanonicalBase64Url(text) }).toEqual({ text, bytes: written ? bytes : undefined });
      }
    }
  });

  it.each(['', '=', 'AA==', 'AA=', 'A+AA', 'A/AA', 'AA A', 'AAAA\n', ' AAAA', 'AAA\u00c1', 'AAAA.'])(
    'gives nothing for %j',
    (text) => {
      expect(decodeCanonicalBase64Url(text)).toBeUndefined();
    },
  );
});
