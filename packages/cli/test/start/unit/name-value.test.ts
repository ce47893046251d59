import { describe, expect, it } from '@jest/globals';
import { parseNameValue } from '../../../src/start/name-value.ts';

describe('parseNameValue', () => {
  it('keeps what comes after the first "="', () => {
    expect(parseNameValue('Url=https://a/?b=c')).toEqual(['Url', 'https://a/?b=c']);
    expect(parseNameValue('Empty=')).toEqual(['Empty', '']);
  });

  it.each(['', 'Name', '=value'])('refuses %j', (text) => {
    expect(() => parseNameValue(text)).toThrow('Allowed: NAME=VALUE.');
  });
});
