import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HttpProblem, handle, type Middleware } from '../../../src/index.ts';
import { api, get, options } from '../../harness.ts';

const logged: string[] = [];

beforeEach(() => {
  logged.length = 0;
  jest.spyOn(console, 'error').mockImplementation((line) => {
    logged.push(String(line));
  });
});

afterEach(() => {
  jest.restoreAllMocks();
});

const chain = handle(api, 'get', options);
const answerTo = (thrown: unknown) =>
  get(
    chain.handler(() => {
      throw thrown;
    }),
  );
const boom = (members: object, message = 'Boom') => Object.assign(new Error(message), members);

class NotFound extends Error {
  readonly expose = true;
  readonly statusCode = 404;
}

class Upstream extends Error {
  readonly statusCode = 404;
}

describe('an error that was meant for the caller', () => {
  it.each([
    { name: 'a plain error with 422', thrown: boom({ statusCode: 422 }), status: 422, title: 'Boom' },
    { name: 'a plain error with 415', thrown: boom({ statusCode: 415 }), status: 415, title: 'Boom' },
    { name: 'a plain error with 400', thrown: boom({ statusCode: 400 }), status: 400, title: 'Boom' },
    {
      name: 'a plain error with 503',
      thrown: boom({ statusCode: 503 }),
      status: 503,
      title: 'Service unavailable',
    },
    { name: 'an exposed 503', thrown: boom({ statusCode: 503, expose: true }), status: 503, title: 'Boom' },
    { name: 'a hidden 404', thrown: boom({ statusCode: 404, expose: false }), status: 404, title: 'Not found' },
    { name: 'a status with expose', thrown: boom({ status: 409, expose: true }), status: 409, title: 'Boom' },
    { name: 'an own class', thrown: new NotFound('No order'), status: 404, title: 'No order' },
    {
      name: 'an inherited expose',
      thrown: Object.create(boom({ expose: true, statusCode: 410 }, 'Sold')),
      status: 410,
      title: 'Sold',
    },
    {
      name: 'a message in JSON',
      thrown: boom({ statusCode: 422 }, '{"code":"X"}'),
      status: 422,
      title: '{"code":"X"}',
    },
    { name: 'no message', thrown: boom({ statusCode: 409 }, ''), status: 409, title: 'Conflict' },
    { name: 'a status without a phrase', thrown: boom({ statusCode: 499 }, ''), status: 499, title: 'Client error' },
  ])('keeps status and message: $name', async ({ thrown, status, title }) => {
    expect(await answerTo(thrown)).toMatchObject({ status, body: { status, title } });
    expect(logged).toHaveLength(status >= 500 ? 1 : 0);
  });

  it('has a type that follows from its status, not from its message', async () => {
    const { body } = await answerTo(boom({ statusCode: 404 }, 'no order of customer 4711'));
    expect(body).toMatchObject({ type: 'urn:scopegate:problem:not_found' });
  });
});

describe('an error that was not meant for the caller', () => {
  it.each([
    { name: 'an SDK error', thrown: boom({ statusCode: 404, $metadata: { httpStatusCode: 400 } }, 'hush') },
    { name: 'an SDK error that is exposed', thrown: boom({ statusCode: 404, expose: true, $metadata: {} }, 'hush') },
    { name: 'an HTTP client error', thrown: boom({ statusCode: 404, response: { status: 404 } }, 'hush') },
    { name: 'an HTTP client error without an answer', thrown: boom({ statusCode: 502, request: {} }, 'hush') },
    { name: 'a status alone', thrown: boom({ status: 404 }, 'hush') },
    { name: 'a subclass without expose', thrown: new Upstream('hush') },
    { name: 'a system error', thrown: Object.assign(new TypeError('hush'), { statusCode: 404 }) },
    { name: 'a status that is text', thrown: boom({ statusCode: '404' }, 'hush') },
    { name: 'a status of an answer', thrown: boom({ statusCode: 200 }, 'hush') },
    { name: 'a status beyond', thrown: boom({ statusCode: 600, expose: true }, 'hush') },
    { name: 'half a status', thrown: boom({ statusCode: 404.5 }, 'hush') },
    { name: 'expose that is no boolean', thrown: Object.assign(new TypeError('hush'), { statusCode: 404, expose: 1 }) },
    { name: 'no error at all', thrown: { statusCode: 404, expose: true, message: 'hush' } },
    { name: 'a 401', thrown: boom({ statusCode: 401 }, 'hush') },
    { name: 'an exposed 401', thrown: boom({ statusCode: 401, expose: true }, 'hush') },
    { name: 'a problem with 401', thrown: new HttpProblem(401, 'hush') },
  ])('is a bare 500, and logged: $name', async ({ thrown }) => {
    const answer = await answerTo(thrown);
    expect(answer).toMatchObject({
      status: 500,
      body: { type: 'urn:scopegate:problem:internal', title: 'Internal error', status: 500 },
    });
    expect(JSON.stringify(answer)).not.toContain('hush');
    expect(logged).toHaveLength(1);
  });

  it('keeps its headers to itself', async () => {
    const { headers } = await answerTo(boom({ status: 429, headers: { 'retry-after': '5' } }));
    expect(headers).not.toHaveProperty('retry-after');
  });
});

describe('the headers of an error', () => {
  const given = {
    'Retry-After': 5,
    allow: ['GET', 'HEAD'],
    'x-Reason': 'full',
    'content-type': 'text/html',
    'Content-Length': '3',
    connection: 'close, x-hop',
    'x-hop': '1',
    'transfer-encoding': 'chunked',
    'set-cookie': 'a=b',
    'Access-Control-Allow-Origin': '*',
    'WWW-Authenticate': 'Basic',
    'x-split': 'a\r\nset-cookie: a=b',
    'not a name': '1',
    'x-object': {},
  };
  const passed = { 'retry-after': '5', allow: 'GET, HEAD', 'x-reason': 'full' };

  it.each([
    { name: 'an object', headers: given },
    { name: 'a map', headers: new Map<string, unknown>(Object.entries(given)) },
  ])('pass, but for those of content, connection, cookies, origins and credentials: $name', async ({ headers }) => {
    const answer = await answerTo(boom({ statusCode: 429, headers }));
    expect(answer.headers).toEqual({
      ...passed,
      'content-type': 'application/problem+json',
      'scopegate-decision-id': 'decision-1',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it('pass with fetch headers and with a problem, too', async () => {
    const headers = { 'retry-after': '5', 'set-cookie': 'a=b' };
    for (const thrown of [
      boom({ statusCode: 503, headers: new Headers(headers) }),
      new HttpProblem(503, 'Busy', { headers }),
    ]) {
      const answer = await answerTo(thrown);
      expect(answer.headers).toMatchObject({ 'retry-after': '5' });
      expect(answer.headers).not.toHaveProperty('set-cookie');
    }
  });

  it.each([{ headers: 'retry-after: 5' }, { headers: null }, { headers: new Set(['a']) }])(
    'are nothing when they are no headers',
    async ({ headers }) => {
      expect(await answerTo(boom({ statusCode: 429, headers }))).toMatchObject({ status: 429 });
    },
  );
});

it('tells an error of a middleware as the same error of a handler', async () => {
  const teapot: Middleware = {
    before: () => {
      throw boom({ statusCode: 415 }, 'Send the body as text/csv');
    },
  };
  const answer = await get(
    handle(api, 'get', options)
      .use(teapot)
      .handler(() => ({ status: 204 })),
  );
  expect(answer).toMatchObject({ status: 415, body: { title: 'Send the body as text/csv' } });
});

it.each([200, 399, 600, 404.5, Number.NaN])('makes no problem with status %s', (status) => {
  expect(() => new HttpProblem(status, 'No')).toThrow(
    new RangeError(`HttpProblem: given status ${status}, allowed: 400 to 599. Return other answers.`),
  );
});
