import { describe, expect, it } from '@jest/globals';
import { decomposeUnverifiedJwt } from '../../../src/token/unverified-jwt.ts';

const encoded = (text: string | Uint8Array) => Buffer.from(text).toString('base64url');
const part = (value: object) => encoded(JSON.stringify(value));

const header = { alg: 'RS256', kid: 'key-1' };
const payload = { iss: 'https://issuer.example', sub: 'user-1' };
const jwt = (headers: object = {}, claims: object = {}) =>
  `${part({ ...header, ...headers })}.${part({ ...payload, ...claims })}.AAAA`;
/** Of an object's JSON, with other bytes for the subject. */
const withBytes = (...bytes: number[]) =>
  encoded(Buffer.concat([Buffer.from('{"iss":"i","sub":"'), Buffer.from(bytes), Buffer.from('"}')]));

describe('decomposeUnverifiedJwt', () => {
  it('takes a token apart', () => {
    const token = jwt({ typ: 'at+jwt' }, { exp: 1 });
    expect(decomposeUnverifiedJwt(token)).toEqual({
      token,
      header: { ...header, typ: 'at+jwt' },
      payload: { ...payload, exp: 1 },
      alg: 'RS256',
      kid: 'key-1',
      issuer: 'https://issuer.example',
    });
  });

  it.each([
    { aud: 'things' },
    { aud: [] },
    { aud: ['things', 'others'] },
    { exp: 1.5, nbf: 0, iat: -1 },
    { sub: '', jti: '', scope: '' },
    { sub: '\ufeff\u00e9' },
    { crit: [] },
  ])('takes claims %j', (claims) => {
    expect(decomposeUnverifiedJwt(jwt({}, claims))?.payload).toEqual({ ...payload, ...claims });
  });

  it.each(
    [
      { alg: undefined },
      { alg: '' },
      { alg: 1 },
      { kid: undefined },
      { kid: '' },
      { kid: ['key-1'] },
      { crit: [] },
      { crit: null },
      { b64: true },
      { b64: false },
    ].map((headers) => ({ headers })),
  )('refuses a header with $headers', ({ headers }) => {
    expect(decomposeUnverifiedJwt(jwt(headers))).toBeUndefined();
  });

  it.each(
    [
      { iss: undefined },
      { iss: '' },
      { iss: ['https://issuer.example'] },
      { exp: '1' },
      { exp: null },
      { nbf: '1' },
      { iat: true },
      { sub: 1 },
      { sub: null },
      { jti: 1 },
      { scope: { read: true } },
      { scope: 1 },
      { aud: 1 },
      { aud: null },
      { aud: { length: 0 } },
      { aud: ['things', 1] },
      { aud: [1, 'things'] },
    ].map((claims) => ({ claims })),
  )('refuses claims $claims', ({ claims }) => {
    expect(decomposeUnverifiedJwt(jwt({}, claims))).toBeUndefined();
  });

  it.each([
    { name: 'nothing', token: '' },
    { name: 'one segment', token: part(header) },
    { name: 'two segments', token: `${part(header)}.${part(payload)}` },
    { name: 'an empty header', token: `.${part(payload)}.AAAA` },
    { name: 'an empty payload', token: `${part(header)}..AAAA` },
    { name: 'an empty signature', token: `${part(header)}.${part(payload)}.` },
    { name: 'four segments', token: `${jwt()}.AAAA` },
    { name: 'an empty fourth segment', token: `${jwt()}.` },
    { name: 'five segments', token: `${jwt()}.AAAA.AAAA` },
    { name: 'a signature that is not canonical', token: `${part(header)}.${part(payload)}.AB` },
    { name: 'a padded header', token: `${encoded('{"alg":"a","kid":"k"} ')}==.${part(payload)}.AAAA` },
    { name: 'a padded payload', token: `${part(header)}.${encoded('{"iss":"i"} ')}=.AAAA` },
    { name: 'a header that is an array', token: `${part([])}.${part(payload)}.AAAA` },
    { name: 'a header that is no JSON', token: `${encoded('alg')}.${part(payload)}.AAAA` },
    { name: 'a payload that is an array', token: `${part(header)}.${part([])}.AAAA` },
    { name: 'a payload that is no JSON', token: `${part(header)}.${encoded('iss')}.AAAA` },
    {
      name: 'a payload that begins with a byte order mark',
      token: `${part(header)}.${encoded('\ufeff{"iss":"i"}')}.AAAA`,
    },
    { name: 'bytes that are no UTF-8', token: `${part(header)}.${withBytes(0xff)}.AAAA` },
    { name: 'a surrogate in UTF-8', token: `${part(header)}.${withBytes(0xed, 0xa0, 0x80)}.AAAA` },
  ])('refuses $name', ({ token }) => {
    expect(decomposeUnverifiedJwt(token)).toBeUndefined();
  });
});
