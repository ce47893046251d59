// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts of parameter mapping
import { describe, expect, it } from '@jest/globals';
import { parseMappingDestination } from '../../../src/gateway/invoke/http-proxy/mapping-destination.ts';
import { parseMappingSource } from '../../../src/gateway/invoke/http-proxy/mapping-source.ts';

describe('parameter mapping', () => {
  it.each([
    'Access-Control-Allow-Origin',
    'apigw-requestid',
    'Authorization',
    'Connection',
    'Content-Encoding',
    'Content-Length',
    'Content-Location',
    'Forwarded',
    'Keep-Alive',
    'Origin',
    'Proxy-Authenticate',
    'TE',
    'Trailers',
    'Transfer-Encoding',
    'Upgrade',
    'x-amz-date',
    'x-amzn-trace-id',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'Via',
  ])('cannot touch %s', (name) => {
    for (const side of ['request', 'response'] as const) {
      expect(() => parseMappingDestination(`overwrite:header.${name}`, side)).toThrow(RangeError);
    }
  });

  it.each(['Content-Type', 'Accept', 'X-Forwarded-Port', 'text'])('may touch %s', (name) => {
    expect(parseMappingDestination(`append:header.${name}`, 'request')).toEqual({
      action: 'append',
      on: 'header',
      name: name.toLowerCase(),
    });
  });

  it.each([
    { side: 'request', text: 'overwrite:statuscode' },
    { side: 'request', text: 'append:path' },
    { side: 'request', text: 'header.x' },
    { side: 'response', text: 'overwrite:path' },
    { side: 'response', text: 'append:querystring.a' },
  ] as const)('has no destination $text on a $side', ({ side, text }) => {
    expect(() => parseMappingDestination(text, side)).toThrow(/is not supported\. Allowed: /);
  });

  it.each([
    { side: 'request', text: '$response.header.x' },
    { side: 'response', text: '$request.header.x' },
    { side: 'request', text: '$request.body..a' },
    { side: 'request', text: '$request.body.a[?(@.b)]' },
    { side: 'request', text: 'a ${request.nothing}' },
  ] as const)('has no source $text on a $side', ({ side, text }) => {
    expect(() => parseMappingSource(text, side)).toThrow(RangeError);
  });
});
