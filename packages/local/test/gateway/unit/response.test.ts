import { describe, expect, it } from '@jest/globals';
import { interpretIntegrationResult } from '../../../src/gateway/respond/integration-response.ts';
import { fixture, type Handler, lambda, outcome, route } from './support.ts';

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

describe('integration outcomes', () => {
  const internal = { status: 500, text: '{"message":"Internal Server Error"}' };
  const unavailable = { status: 503, text: '{"message":"Service Unavailable"}' };
  const boom = { errorType: 'Error', errorMessage: 'boom' };
  it.each<{ name: string; handler: Handler; expected: { status: number; text: string }; traced: string }>([
    { name: 'fails', handler: () => outcome({ kind: 'failed', error: boom }), expected: internal, traced: 'failed' },
    { name: 'is malformed', handler: () => ({ statusCode: 0 }), expected: internal, traced: 'malformed' },
    { name: 'is throttled', handler: () => outcome({ kind: 'throttled' }), expected: unavailable, traced: 'throttled' },
    {
      name: 'is unknown',
      handler: () => outcome({ kind: 'unknown-function' }),
      expected: internal,
      traced: 'not-invoked',
    },
    {
      name: 'breaks the host',
      handler: () => Promise.reject(new Error('down')),
      expected: internal,
      traced: 'not-invoked',
    },
    { name: 'takes too long', handler: () => new Promise(() => undefined), expected: unavailable, traced: 'timed-out' },
    { name: 'answers 6 MB', handler: () => 'x'.repeat(6 * 1024 * 1024), expected: internal, traced: 'malformed' },
  ])('a function that $name -> $expected.status', async ({ handler, expected, traced }) => {
    const { send, traces } = fixture({
      routes: [route('GET /x', { type: 'NONE' }, { timeoutMillis: 50 })],
      handlers: { backend: handler },
    });
    expect(await send('GET', '/x')).toMatchObject(expected);
    expect(traces[0]).toMatchObject({ status: expected.status, integration: { outcome: traced } });
    expect(traces[0]?.error).toContain('integration Test/Integration');
  });

  it('answers 504 to a timeout when told to', async () => {
    const { send } = fixture({
      routes: [route('GET /x', { type: 'NONE' }, { timeoutMillis: 50 })],
      handlers: { backend: () => new Promise(() => undefined) },
      settings: { integrationTimeoutStatus: 504 },
    });
    expect(await send('GET', '/x')).toMatchObject({ status: 504, text: '{"message":"Gateway Timeout"}' });
  });

  it('answers 413 when the event outgrows Lambda, though the request did not', async () => {
    const { send, functions } = fixture({ routes: [route('POST /x')] });
    const answer = await send('POST', '/x', { body: Buffer.alloc(5 * 1024 * 1024) });
    expect(answer).toMatchObject({ status: 413, text: '{"message":"Request Entity Too Large"}' });
    expect(functions.calls).toEqual([]);
  });

  it('needs a permission, and the trace names the missing one', async () => {
    const { send, functions, traces } = fixture({
      routes: [route('GET /x/{id}')],
      functions: [lambda('backend', { permissions: [] })],
    });
    expect(await send('GET', '/x/1')).toMatchObject(internal);
    expect(functions.calls).toEqual([]);
    expect(traces[0]?.error).toContain(
      'no AWS::Lambda::Permission for lambda:InvokeFunction by apigateway.amazonaws.com from ' +
        'arn:aws:execute-api:us-east-1:123456789012:abc1234567/$default/GET/x/{id}',
    );
  });
});
