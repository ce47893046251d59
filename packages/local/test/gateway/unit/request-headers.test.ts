import { describe, expect, it } from '@jest/globals';
import { receivedHeaders, splitCookies } from '../../../src/gateway/request/request-headers.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';
import { routedRequest } from './support.ts';

const request = routedRequest().request;

describe('headers', () => {
  it('joins repeats without a space, lower-cases, adds what the gateway adds and drops the connection', () => {
    const sent = [
      ['X-Tag', 'one'],
      ['x-tag', 'two'],
      ['X-Forwarded-For', '198.51.100.1'],
      ['X-Forwarded-Proto', 'gopher'],
      ['X-Amzn-Trace-Id', 'Root=mine'],
      ['Connection', 'keep-alive'],
      ['Transfer-Encoding', 'chunked'],
    ] as const;
    const headers = receivedHeaders(
      { ...request, headers: sent, body: Buffer.from('abc') },
      'Root=1-x',
      defaultSettings,
    );
    expect(Object.fromEntries(headers)).toEqual({
      'x-tag': 'one,two',
      'x-forwarded-for': '198.51.100.1, 203.0.113.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      'x-amzn-trace-id': 'Root=1-x',
      'content-length': '3',
    });
  });

  it('gives a body-less request a content-length of 0 and its peer as x-forwarded-for', () => {
    const headers = receivedHeaders(request, 'Root=1-x', defaultSettings);
    expect(headers.get('content-length')).toBe('0');
    expect(headers.get('x-forwarded-for')).toBe('203.0.113.7');
  });

  it('splits cookies of all Cookie headers', () => {
    const headers = [
      ['Cookie', 'a=1; b=2;'],
      ['cookie', 'c=3'],
    ] as const;
    expect(splitCookies(headers)).toEqual(['a=1', 'b=2', 'c=3']);
  });
});
