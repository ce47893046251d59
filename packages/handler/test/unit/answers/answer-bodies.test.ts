import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { binaryBody, defineApi, open, textBody } from '@scopegate/contract';
import { httpEvent, lambdaContext } from '@scopegate/testing';
import { Type } from 'typebox';
import { type HttpResult, handle } from '../../../src/index.ts';

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

const access = open();
const api = defineApi({
  title: 'T',
  version: '1',
  scopes: {},
  routes: {
    any: { route: 'ANY /any', access, responses: { 200: Type.Any(), 204: null, 205: null, 304: null, 302: null } },
    csv: { route: 'GET /csv', access, responses: { 200: textBody('text/csv') } },
    png: { route: 'GET /png', access, responses: { 200: binaryBody('image/png') } },
    head: { route: 'HEAD /head', access, responses: { 200: Type.Object({ n: Type.Integer() }), 404: null } },
    typed: { route: 'GET /typed', access, responses: { 200: Type.Object({ n: Type.Integer() }), 404: null } },
  },
});

const run = (name: keyof typeof api.routes, answer: unknown, method?: string): Promise<HttpResult> => {
  const handler = handle(api, name, { write: () => {} }).handler(() => answer as never);
  const event = httpEvent(api.routes[name].route);
  const http = { ...event.requestContext.http, ...(method === undefined ? {} : { method }) };
  return handler({ ...event, requestContext: { ...event.requestContext, http } }, lambdaContext());
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('a body', () => {
  it.each([
    {
      name: 'is JSON by default',
      answer: { status: 200, body: 'a,b' },
      is: { body: '"a,b"', headers: { 'content-type': 'application/json' } },
    },
    {
      name: 'of text is sent as it is',
      answer: { status: 200, body: 'a,b', headers: { 'content-type': 'text/csv' } },
      is: { body: 'a,b', headers: { 'content-type': 'text/csv' } },
    },
    {
      name: 'of text is known by its header in any case',
      answer: { status: 200, body: 'a,b', headers: { 'Content-Type': 'text/csv; charset=utf-8' } },
      is: { body: 'a,b', headers: { 'Content-Type': 'text/csv; charset=utf-8' } },
    },
    {
      name: 'of text is JSON under a JSON type',
      answer: { status: 200, body: 'a', headers: { 'content-type': 'application/vnd.api+json ; v=1' } },
      is: { body: '"a"' },
    },
    {
      name: 'of bytes is base64',
      answer: { status: 200, body: Buffer.from('abc'), headers: { 'content-type': 'image/png' } },
      is: { body: base64('abc'), isBase64Encoded: true, headers: { 'content-type': 'image/png' } },
    },
    {
      name: 'of bytes needs no header',
      answer: { status: 200, body: new Uint8Array([97, 98, 99]).subarray(1) },
      is: { body: base64('bc'), isBase64Encoded: true, headers: { 'content-type': 'application/octet-stream' } },
    },
    { name: 'may be null', answer: { status: 200, body: null }, is: { body: 'null' } },
    { name: 'may be 0', answer: { status: 200, body: 0 }, is: { body: '0' } },
  ])('$name', async ({ answer, is }) => {
    const result = await run('any', answer);
    expect(result).toMatchObject({ statusCode: 200, ...is });
    expect(Object.keys(result.headers ?? {}).filter((name) => name.toLowerCase() === 'content-type')).toHaveLength(1);
  });

  it('has the media type of the contract', async () => {
    expect(await run('csv', { status: 200, body: 'a,b' })).toMatchObject({
      body: 'a,b',
      headers: { 'content-type': 'text/csv' },
    });
    expect(await run('png', { status: 200, body: Buffer.from('abc') })).toMatchObject({
      body: base64('abc'),
      isBase64Encoded: true,
      headers: { 'content-type': 'image/png' },
    });
  });

  it.each([204, 205, 304])('is not sent with %s', async (status) => {
    const body = jest.mocked(console.error);
    const result = await run('any', { status });
    expect(result).not.toHaveProperty('body');
    expect(result).not.toHaveProperty('headers.content-type');
    expect(body).not.toHaveBeenCalled();
  });

  it('is not sent to HEAD, but for its type', async () => {
    for (const result of [
      await run('head', { status: 200, body: { n: 1 } }),
      await run(
        'any',
        { status: 200, body: Buffer.from('abc'), headers: { 'content-type': 'application/json' } },
        'HEAD',
      ),
    ]) {
      expect(result).toMatchObject({ statusCode: 200, headers: { 'content-type': 'application/json' } });
      expect(result).not.toHaveProperty('body');
      expect(result).not.toHaveProperty('isBase64Encoded');
    }
  });
});

it('has its cookies', async () => {
  const cookies = ['a=1; HttpOnly', 'b=2'];
  expect(await run('any', { status: 200, body: 1, cookies })).toMatchObject({ cookies, body: '1' });
});

it('has no header twice: what is written last counts', async () => {
  const handler = handle(api, 'any', { write: () => {} })
    .use({
      after: ({ response }) => {
        if (response) response.headers = { ...response.headers, 'X-VERSION': '2', 'CACHE-CONTROL': 'no-cache' };
      },
    })
    .handler(() => ({ status: 200, body: 1, headers: { 'x-version': '1' } }));
  const { headers } = await handler(httpEvent('ANY /any'), lambdaContext());
  expect(headers).toEqual({
    'content-type': 'application/json',
    'X-VERSION': '2',
    'CACHE-CONTROL': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
});

describe('an answer that does not match the contract is a 500 that names route, status and pointer', () => {
  it.each([
    {
      name: 'a wrong member',
      route: 'typed',
      answer: { status: 200, body: { n: 'x' } },
      answered: 200,
      at: ['/body/n'],
    },
    { name: 'a missing member', route: 'typed', answer: { status: 200, body: {} }, answered: 200, at: ['/body/n'] },
    { name: 'no body', route: 'typed', answer: { status: 200 }, answered: 200, at: ['/body'] },
    { name: 'a body too many', route: 'typed', answer: { status: 404, body: {} }, answered: 404, at: ['/body'] },
    { name: 'a status', route: 'typed', answer: { status: 201, body: { n: 1 } }, answered: 201, at: ['/status'] },
    { name: 'bytes that are text', route: 'png', answer: { status: 200, body: 'abc' }, answered: 200, at: ['/body'] },
    { name: 'text that is none', route: 'csv', answer: { status: 200, body: [1] }, answered: 200, at: ['/body'] },
    { name: 'nothing', route: 'typed', answer: undefined, answered: null, at: ['/status'] },
    {
      name: 'a body that is no JSON',
      route: 'any',
      answer: { status: 200, body: { a: 1n } },
      answered: 200,
      at: ['/body'],
    },
  ] as const)('$name', async ({ route, answer, answered, at }) => {
    const result = await run(route, answer);
    const body = JSON.parse(result.body ?? '');
    expect(body).toMatchObject({
      type: 'urn:scopegate:problem:answer_mismatch',
      status: 500,
      route: api.routes[route].route,
      answered,
    });
    expect(body.faults.map((fault: { pointer: string }) => fault.pointer)).toEqual(at);
    expect(String(jest.mocked(console.error).mock.calls[0]?.[0])).toContain(`${route} answered`);
  });

  it('only where something tries the code out', async () => {
    const checking = Symbol.for('scopegate.response-checks');
    Reflect.deleteProperty(globalThis, checking);
    try {
      expect(await run('typed', { status: 200, body: { n: 'x' } })).toMatchObject({
        statusCode: 200,
        body: '{"n":"x"}',
      });
      expect(JSON.parse((await run('typed', { status: 201 })).body ?? '')).toEqual({
        type: 'urn:scopegate:problem:internal',
        title: 'Internal error',
        status: 500,
      });
    } finally {
      Reflect.set(globalThis, checking, true);
    }
  });

  it('and takes what is sent, not what it is made of', async () => {
    const api = defineApi({
      title: 'T',
      version: '1',
      scopes: {},
      routes: {
        get: {
          route: 'GET /x',
          access,
          responses: {
            200: Type.Object({ at: Type.String({ format: 'date-time' }) }, { additionalProperties: false }),
          },
        },
      },
    });
    const body = { at: new Date(0), left: undefined } as never;
    const handler = handle(api, 'get', { write: () => {} }).handler(() => ({ status: 200, body }));
    expect(await handler(httpEvent('GET /x'), lambdaContext())).toMatchObject({ statusCode: 200 });
  });
});
