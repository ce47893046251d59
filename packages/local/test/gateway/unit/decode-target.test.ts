import { describe, expect, it } from '@jest/globals';
import { decodeTarget } from '../../../src/gateway/request/decode-target.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';

describe('decodeTarget', () => {
  it.each([
    { target: '/pets/a%20b?k=%20', rawPath: '/pets/a b', rawQueryString: 'k=%20' },
    { target: '/a%2Fb', rawPath: '/a/b', rawQueryString: '' },
    { target: '/a?', rawPath: '/a', rawQueryString: '' },
    { target: '/a?x?y', rawPath: '/a', rawQueryString: 'x?y' },
    { target: '/%C3%A9', rawPath: '/é', rawQueryString: '' },
    { target: '/a+b', rawPath: '/a+b', rawQueryString: '' },
    { target: '/a//../b/.', rawPath: '/a//../b/.', rawQueryString: '' },
    { target: '/a%3Fadmin=1', rawPath: '/a', rawQueryString: '' },
    { target: 'http://other.example/a?b', rawPath: '/a', rawQueryString: 'b' },
  ])('$target -> $rawPath', ({ target, rawPath, rawQueryString }) => {
    expect(decodeTarget(target, defaultSettings)).toMatchObject({ rawPath, rawQueryString });
  });

  it('keeps a decoded question mark when told to', () => {
    const settings = { ...defaultSettings, decodedQuestionMark: 'kept' } as const;
    expect(decodeTarget('/a%3Fb', settings)).toMatchObject({ rawPath: '/a?b', encodedPath: '/a%3Fb' });
  });

  it.each([
    { target: '*' },
    { target: 'host:443' },
    { target: '/a#b' },
    { target: '/%zz' },
    { target: '/%' },
    { target: '/%ff' },
  ])('refuses $target', ({ target }) => {
    expect(decodeTarget(target, defaultSettings)).toMatchObject({ refusal: 'bad-request' });
  });
});
