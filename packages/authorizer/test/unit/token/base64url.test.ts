import { describe, expect, it } from '@jest/globals';
import { isCanonicalBase64Url } from '../../../src/token/base64url.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('isCanonicalBase64Url', () => {
  it('is true of what an encoder writes, for every last character', () => {
    for (const length of [1, 2, 3, 4, 5]) {
      for (const last of alphabet) {
        const text = 'A'.repeat(length - 1) + last;
        const written = Buffer.from(text, 'base64url').toString('base64url') === text;
        expect({ text, is: isCanonicalBase64Url(text) }).toEqual({ text, is: written });
      }
    }
  });

  it.each(['', '=', 'AA==', 'AA=', 'A+AA', 'A/AA', 'AA A', 'AAAA\n', ' AAAA', 'AAA\u00c1', 'AAAA.'])(
    'is false of %j',
    (text) => {
      expect(isCanonicalBase64Url(text)).toBe(false);
    },
  );
});
