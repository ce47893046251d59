import { describe, expect, it } from '@jest/globals';
import { interpretIntegrationResult } from '../../../src/gateway/respond/integration-response.ts';
import { defaultSettings } from '../../../src/gateway/settings.ts';

describe('interpretIntegrationResult', () => {
  const interpret = (result: unknown) => {
    const { status, headers, body } = interpretIntegrationResult(JSON.stringify(result));
    return { status, headers, body: Buffer.from(body).toString() };
  };
  const inferred = (body: string) => ({ status: 200, headers: [['content-type', 'application/json']], body });

  it.each([
    { result: { hello: 'world' }, expected: inferred('{"hello":"world"}') },
    { result: { body: 'hi' }, expected: inferred('{"body":"hi"}') },
    { result: [1, 2], expected: inferred('[1,2]') },
    { result: 7, expected: inferred('7') },
    { result: true, expected: inferred('true') },
    { result: 'hi', expected: inferred('hi') },
    { result: '', expected: inferred('') },
    { result: null, expected: inferred('null') },
    { result: {}, expected: inferred('{}') },
  ])('infers a 200 from $result', ({ result, expected }) => {
    expect(interpret(result)).toEqual(expected);
  });

  it.each([
    {
      name: 'a bare status',
      result: { statusCode: 204 },
      expected: { status: 204, headers: [['content-type', 'text/plain; charset=utf-8']], body: '' },
    },
    {
      name: 'its own content type',
      result: { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>' },
      expected: { status: 200, headers: [['content-type', 'text/html']], body: '<p>' },
    },
    {
      name: 'scalars as header values',
      result: { statusCode: 200, headers: { 'X-N': 1, 'x-b': true, 'content-type': 'a/b' } },
      expected: {
        status: 200,
        headers: [
          ['x-n', '1'],
          ['x-b', 'true'],
          ['content-type', 'a/b'],
        ],
        body: '',
      },
    },
    {
      name: 'cookies',
      result: { statusCode: 200, headers: { 'content-type': 'a/b' }, cookies: ['a=1', 'b=2'] },
      expected: {
        status: 200,
        headers: [
          ['content-type', 'a/b'],
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
        ],
        body: '',
      },
    },
    {
      name: 'cookies before a set-cookie header',
      result: { statusCode: 200, headers: { 'Set-Cookie': 'h=1', 'content-type': 'a/b' }, cookies: ['a=1'] },
      expected: {
        status: 200,
        headers: [
          ['content-type', 'a/b'],
          ['set-cookie', 'a=1'],
          ['set-cookie', 'h=1'],
        ],
        body: '',
      },
    },
    {
      name: 'a status that is a text of digits',
      result: { statusCode: '201', headers: { 'content-type': 'a/b' } },
      expected: { status: 201, headers: [['content-type', 'a/b']], body: '' },
    },
    {
      name: 'base64',
      result: { statusCode: 200, headers: { 'content-type': 'a/b' }, body: 'aGk=', isBase64Encoded: true },
      expected: { status: 200, headers: [['content-type', 'a/b']], body: 'hi' },
    },
    {
      name: 'nulls for absent members',
      result: { statusCode: 200, headers: null, cookies: null, body: null, isBase64Encoded: null },
      expected: { status: 200, headers: [['content-type', 'text/plain; charset=utf-8']], body: '' },
    },
    {
      name: 'www-authenticate unchanged',
      result: { statusCode: 401, headers: { 'WWW-Authenticate': 'Bearer', 'content-type': 'a/b' } },
      expected: {
        status: 401,
        headers: [
          ['www-authenticate', 'Bearer'],
          ['content-type', 'a/b'],
        ],
        body: '',
      },
    },
    {
      name: 'overwritten headers dropped',
      result: {
        statusCode: 200,
        headers: {
          Connection: 'close',
          'content-length': '9',
          Date: 'x',
          'transfer-encoding': 'chunked',
          upgrade: 'h2c',
          trailer: 'x',
          'apigw-requestid': 'mine',
          'content-type': 'a/b',
        },
      },
      expected: { status: 200, headers: [['content-type', 'a/b']], body: '' },
    },
  ])('takes a response with $name', ({ result, expected }) => {
    expect(interpret(result)).toEqual(expected);
  });

  it.each([
    { name: 'status 0', result: { statusCode: 0 }, message: 'statusCode' },
    { name: 'status 200.5', result: { statusCode: 200.5 }, message: 'statusCode' },
    { name: 'status "abc"', result: { statusCode: 'abc' }, message: 'statusCode' },
    { name: 'status "99"', result: { statusCode: '99' }, message: 'statusCode' },
    { name: 'status "0201"', result: { statusCode: '0201' }, message: 'statusCode' },
    { name: 'status null', result: { statusCode: null }, message: 'statusCode' },
    { name: 'status 101', result: { statusCode: 101 }, message: 'statusCode' },
    { name: 'status 600', result: { statusCode: 600 }, message: 'statusCode' },
    { name: 'an object as body', result: { statusCode: 200, body: {} }, message: 'body must be a string' },
    { name: 'an array as headers', result: { statusCode: 200, headers: [] }, message: 'headers must be an object' },
    { name: 'an array as header value', result: { statusCode: 200, headers: { a: ['b'] } }, message: 'header "a"' },
    {
      name: 'a line break in a header',
      result: { statusCode: 200, headers: { a: 'b\r\nc: d' } },
      message: 'HTTP does not allow',
    },
    { name: 'a bad header name', result: { statusCode: 200, headers: { 'a b': 'c' } }, message: 'HTTP does not allow' },
    { name: 'an object as cookies', result: { statusCode: 200, cookies: {} }, message: 'cookies' },
    { name: 'a number as cookie', result: { statusCode: 200, cookies: [1] }, message: 'cookies' },
    {
      name: 'a string as isBase64Encoded',
      result: { statusCode: 200, isBase64Encoded: 'true' },
      message: 'isBase64Encoded',
    },
    {
      name: 'a body that is no base64',
      result: { statusCode: 200, body: '<>', isBase64Encoded: true },
      message: 'base64',
    },
  ])('refuses $name', ({ result, message }) => {
    expect(() => interpret(result)).toThrow(TypeError);
    expect(() => interpret(result)).toThrow(message);
  });
});

describe('uncertain readings of an answer', () => {
  const read = (result: object, settings: object) =>
    interpretIntegrationResult(JSON.stringify(result), '2.0', { ...defaultSettings, ...settings });

  it('textStatusCode: a text of digits is malformed', () => {
    expect(() => read({ statusCode: '201' }, { textStatusCode: 'malformed' })).toThrow('statusCode');
  });

  it('cookiesOrder: the header comes first', () => {
    const { headers } = read(
      { statusCode: 200, headers: { 'set-cookie': 'h=1' }, cookies: ['a=1'] },
      { cookiesOrder: 'header-first' },
    );
    expect(headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value)).toEqual(['h=1', 'a=1']);
  });
});
