import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Handler, HttpProblem, handle, type Middleware } from '../../src/index.ts';
import { markedRouteKey } from '../../src/mark.ts';
import { api, call, flat, options } from '../harness.ts';

const getKey = 'GET /things/{id}';
const createKey = 'POST /things/{id}';
const get = (handler: Handler, id = '1') =>
  call(handler, getKey, { pathParameters: { id }, context: flat(getKey, ['read']) });
const create = handle(api, 'create', options).handler(({ params, body }) => ({
  status: 201,
  body: { id: `${params.id}-${body.name}` },
}));
const post = (event: object) =>
  call(create, createKey, {
    pathParameters: { id: '1' },
    context: flat(createKey, ['admin', 'read', 'write']),
    ...event,
  });
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
  it('reaches the handler parsed and validated', async () => {
    expect(await post({ body: { name: 'x', parts: [] }, query: { dry: 'yes' } })).toMatchObject({
      status: 201,
      body: { id: '1-x' },
    });
  });

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

  it('is refused before it is parsed when it may not be made', async () => {
    const decision = { outcome: 'deny', reason: 'insufficient_scope', missing: ['write'] } as const;
    expect(await post({ body: '{"name":', context: flat(createKey, ['read'], { decision }) })).toMatchObject({
      status: 403,
    });
  });
});

describe('an answer', () => {
  it('without a body has no content type', async () => {
    const empty = handle(api, 'get', options).handler(() => ({ status: 204 }));
    expect(await get(empty)).toEqual({
      status: 204,
      headers: { 'scopegate-decision-id': 'decision-1' },
      body: undefined,
    });
  });

  it('of a status that is not declared is a fault', async () => {
    const undeclared = handle(api, 'get', options).handler(() => ({ status: 201, body: { id: 'x' } }) as never);
    expect(await get(undeclared)).toMatchObject({ status: 500 });
    expect(logged[0]).toContain('get answered 201; declared: 200, 204');
  });

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
});

describe('a chain', () => {
  it('runs added middlewares behind guard and validation, and answers their errors as problems', async () => {
    const seen: string[] = [];
    const note: Middleware = {
      before: () => {
        seen.push('before');
      },
      after: () => {
        seen.push('after');
      },
    };
    const chain = handle(api, 'get', options)
      .use(note)
      .handler(() => ({ status: 204 }));
    await get(chain);
    await get(chain, '');
    await call(chain, getKey, { pathParameters: { id: '1' } });
    expect(seen).toEqual(['before', 'after']);
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

  it('lets no added middleware answer for the guard', async () => {
    const seen: unknown[] = [];
    const answering: Middleware = {
      onError: ({ error }) => {
        seen.push(error);
        return { statusCode: 200, body: '"stale"' };
      },
    };
    const chain = handle(api, 'get', options)
      .use(answering)
      .handler(() => {
        throw new Error('down');
      });
    expect(await call(chain, getKey, { pathParameters: { id: '1' } })).toMatchObject({ status: 500 });
    expect(seen).toEqual([]);
    expect(await get(chain)).toMatchObject({ status: 200, body: 'stale' });
    expect(chain).not.toHaveProperty('use');
  });

  it('names the routes when there is no such one', () => {
    expect(() => handle(api, 'constructor' as never, options)).toThrow(
      '"constructor" is not a route of "Things". Its routes: health, me, get, create, purge.',
    );
  });

  it('is marked with its route key', () => {
    expect(markedRouteKey(create)).toBe(createKey);
    expect(markedRouteKey(() => {})).toBeUndefined();
    expect(markedRouteKey(undefined)).toBeUndefined();
  });
});
