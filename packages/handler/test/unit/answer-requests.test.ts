import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { HttpProblem, handle, type Middleware } from '../../src/index.ts';
import { api, defaultHeaders, get, options, post } from '../harness.ts';

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

describe('a request', () => {
  it.each([
    {
      name: 'body, all faults at once',
      event: { body: { parts: [{ 'a/b': 'x' }, {}], extra: 1 } },
      faults: ['/body/name', '/body/extra', '/body/parts/0/a~1b', '/body/parts/1/a~1b'],
    },
    { name: 'body of another type', event: { body: [] }, faults: ['/body'] },
    {
      name: 'query',
      event: { body: { name: 'x', parts: [] }, query: { dry: 'no', wet: '1' } },
      faults: ['/query/dry', '/query/wet'],
    },
    {
      name: 'an empty path parameter',
      event: { body: { name: 'x', parts: [] }, pathParameters: { id: '' } },
      faults: ['/params/id'],
    },
    {
      name: 'a missing path parameter',
      event: { body: { name: 'x', parts: [] }, pathParameters: undefined },
      faults: ['/params/id'],
    },
  ])('that is not valid is a 400 with a JSON pointer to each fault: $name', async ({ event, faults }) => {
    const { status, headers, body } = await post(event);
    expect({ status, type: headers['content-type'] }).toEqual({ status: 400, type: 'application/problem+json' });
    const pointers = ((body?.['faults'] ?? []) as { pointer: string }[]).map((fault) => fault.pointer);
    expect(pointers.sort()).toEqual([...faults].sort());
  });

  it.each([
    { name: 'no content type', event: { body: '{}' }, status: 415, title: 'Unsupported media type' },
    {
      name: 'a form',
      event: { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      status: 415,
      title: 'Unsupported media type',
    },
    {
      name: 'broken JSON',
      event: { body: '{"name":', headers: { 'content-type': 'application/json' } },
      status: 400,
      title: 'Malformed JSON',
    },
    {
      name: 'a poisoned prototype',
      event: { body: '{"__proto__":{}}', headers: { 'content-type': 'application/json' } },
      status: 400,
      title: 'Malformed JSON',
    },
    {
      name: 'no body',
      event: { headers: { 'content-type': 'application/json' } },
      status: 400,
      title: 'Malformed JSON',
    },
  ])('that is no JSON is refused: $name', async ({ event, status, title }) => {
    expect(await post(event)).toMatchObject({ status, body: { title, status } });
  });
});

describe('an answer', () => {
  it('is a problem when the handler throws one', async () => {
    const gone = handle(api, 'get', options).handler(() => {
      throw new HttpProblem(410, 'Gone for good', { detail: 'It was sold', headers: { 'retry-after': '0' } });
    });
    expect(await get(gone)).toEqual({
      status: 410,
      headers: {
        'content-type': 'application/problem+json',
        'retry-after': '0',
        'scopegate-decision-id': 'decision-1',
        ...defaultHeaders,
      },
      body: { type: 'urn:scopegate:problem:gone_for_good', title: 'Gone for good', status: 410, detail: 'It was sold' },
    });
    expect(logged).toEqual([]);
  });

  it.each([
    { name: 'an Error', thrown: new Error('password is hush') },
    { name: 'text', thrown: 'password is hush' },
    { name: 'nothing', thrown: undefined },
  ])('tells nothing of what the handler throws: $name', async ({ thrown }) => {
    const failing = handle(api, 'get', options).handler(() => {
      throw thrown;
    });
    const answer = await get(failing);
    expect(answer).toMatchObject({ status: 500, body: { title: 'Internal error' } });
    expect(JSON.stringify(answer)).not.toContain('hush');
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'ERROR',
      code: 'internal',
      apiRequestId: expect.any(String),
    });
  });

  it('answers a middleware of others that throws a client error', async () => {
    const teapot: Middleware = {
      before: () => {
        throw Object.assign(new Error('I am a teapot'), { statusCode: 418 });
      },
    };
    const chain = handle(api, 'get', options)
      .use(teapot)
      .handler(() => ({ status: 204 }));
    expect(await get(chain)).toMatchObject({ status: 418, body: { title: 'I am a teapot' } });
  });
});
