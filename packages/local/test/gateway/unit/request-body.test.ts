import { describe, expect, it } from '@jest/globals';
import { encodeBody } from '../../../src/gateway/request/request-body.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';

describe('encodeBody', () => {
  const text = { body: 'hé', isBase64Encoded: false };
  const base64 = { body: 'aMOp', isBase64Encoded: true };
  it.each([
    { type: 'text/plain', expected: text },
    { type: 'TEXT/HTML; charset=utf-8', expected: text },
    { type: 'application/json', expected: text },
    { type: 'Application/JSON;charset=utf-8', expected: text },
    { type: 'application/xml', expected: text },
    { type: 'application/javascript', expected: text },
    { type: 'application/problem+json', expected: base64 },
    { type: 'application/x-www-form-urlencoded', expected: base64 },
    { type: 'multipart/form-data; boundary=x', expected: base64 },
    { type: 'application/octet-stream', expected: base64 },
    { type: undefined, expected: base64 },
  ])('$type', ({ type, expected }) => {
    expect(encodeBody(Buffer.from('hé'), type, defaultSettings)).toEqual(expected);
  });

  it('has no body for none', () => {
    expect(encodeBody(new Uint8Array(), 'text/plain', defaultSettings)).toEqual({ isBase64Encoded: false });
  });

  it('reads +json as text when told to', () => {
    const settings = { jsonSuffixIsText: true };
    expect(encodeBody(Buffer.from('hé'), 'application/vnd.api+json; v=1', settings)).toEqual(text);
  });
});
