import { describe, expect, it } from '@jest/globals';
import { parseHostName } from '../../../src/start/host-option.ts';

describe('parseHostName', () => {
  it('reads an exact name, in lower case', () => {
    expect(parseHostName('API.example.com')).toBe('api.example.com');
  });

  it.each(['https://a.example', 'a.example:443', '*.example', '', '.example', 'a/b'])('refuses %j', (text) => {
    expect(() => parseHostName(text)).toThrow('Allowed: an exact host name');
  });
});
