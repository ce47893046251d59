import { describe, expect, it } from '@jest/globals';
import { defineApi, open } from '@scopegate/contract';
import { httpEvent, lambdaContext } from '@scopegate/testing';
import { Type } from 'typebox';
import { handle } from '../../../src/index.ts';

const api = defineApi({
  title: 'T',
  version: '1',
  scopes: {},
  routes: {
    get: {
      route: 'GET /x/{id}',
      access: open(),
      params: Type.Object({ id: Type.Integer() }),
      query: Type.Object(
        {
          limit: Type.Optional(Type.Integer({ maximum: 100 })),
          ratio: Type.Optional(Type.Number()),
          all: Type.Optional(Type.Boolean()),
          tag: Type.Optional(Type.Array(Type.String(), { maxItems: 3 })),
          at: Type.Optional(Type.Array(Type.Integer())),
          sort: Type.Optional(Type.Union([Type.Literal('asc'), Type.Literal('desc')])),
          size: Type.Optional(Type.Enum({ Small: 1, Large: 2 })),
          name: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
      responses: { 200: Type.Unknown() },
    },
  },
});

const handler = handle(api, 'get', { write: () => {} }).handler(({ params, query }) => ({
  status: 200,
  body: { id: params.id, ...query },
}));

/** What the handler got, or the pointers of the faults. */
async function read(rawQuery: string, id = '42'): Promise<unknown> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  const event = httpEvent('GET /x/{id}', { pathParameters: { id }, query });
  const answer = await handler({ ...event, rawQueryString: rawQuery }, lambdaContext());
  const body = JSON.parse(answer.body ?? '');
  return answer.statusCode === 200 ? body : body.faults.map((fault: { pointer: string }) => fault.pointer);
}

describe('parameters are read as their declared type', () => {
  it.each([
    { query: '', is: {} },
    { query: 'limit=10', is: { limit: 10 } },
    { query: 'limit=0', is: { limit: 0 } },
    { query: 'limit=-0', is: { limit: 0 } },
    { query: 'limit=-9007199254740991', is: { limit: -9007199254740991 } },
    { query: 'ratio=1.5', is: { ratio: 1.5 } },
    { query: 'ratio=-1e3', is: { ratio: -1000 } },
    { query: 'all=true', is: { all: true } },
    { query: 'all=false', is: { all: false } },
    { query: 'tag=a', is: { tag: ['a'] } },
    { query: 'tag=a&tag=b', is: { tag: ['a', 'b'] } },
    { query: 'tag=a,b', is: { tag: ['a,b'] } },
    { query: 'tag=a%2Cb&tag=c+d', is: { tag: ['a,b', 'c d'] } },
    { query: 'tag=', is: { tag: [''] } },
    { query: 'at=1&at=2', is: { at: [1, 2] } },
    { query: 'sort=asc', is: { sort: 'asc' } },
    { query: 'size=2', is: { size: 2 } },
    { query: 'name=007', is: { name: '007' } },
    { query: 'name=', is: { name: '' } },
  ])('$query', async ({ query, is }) => {
    expect(await read(query)).toEqual({ id: 42, ...is });
  });

  it('in events that are made by hand without the raw query', async () => {
    const event = httpEvent('GET /x/{id}', { pathParameters: { id: '1' }, query: { tag: 'a,b', limit: '2' } });
    const answer = await handler({ ...event, rawQueryString: '' }, lambdaContext());
    expect(JSON.parse(answer.body ?? '')).toEqual({ id: 1, tag: ['a,b'], limit: 2 });
  });
});

describe('parameters that are not exactly one value are refused', () => {
  it.each([
    { query: 'limit=', at: ['/query/limit'] },
    { query: 'limit=%2010', at: ['/query/limit'] },
    { query: 'limit=10%20', at: ['/query/limit'] },
    { query: 'limit=%2B5', at: ['/query/limit'] },
    { query: 'limit=+5', at: ['/query/limit'] },
    { query: 'limit=007', at: ['/query/limit'] },
    { query: 'limit=1e3', at: ['/query/limit'] },
    { query: 'limit=1.0', at: ['/query/limit'] },
    { query: 'limit=0x10', at: ['/query/limit'] },
    { query: 'limit=9007199254740993', at: ['/query/limit'] },
    { query: 'limit=%D9%A1', at: ['/query/limit'] },
    { query: 'limit=101', at: ['/query/limit'] },
    { query: 'limit=1&limit=2', at: ['/query/limit'] },
    { query: 'name=a&name=b', at: ['/query/name'] },
    { query: 'sort=asc&sort=asc', at: ['/query/sort'] },
    { query: 'ratio=.5', at: ['/query/ratio'] },
    { query: 'ratio=1.', at: ['/query/ratio'] },
    { query: 'ratio=Infinity', at: ['/query/ratio'] },
    { query: 'ratio=1e999', at: ['/query/ratio'] },
    { query: 'ratio=01', at: ['/query/ratio'] },
    { query: 'all=TRUE', at: ['/query/all'] },
    { query: 'all=1', at: ['/query/all'] },
    { query: 'all=', at: ['/query/all'] },
    { query: 'at=1&at=x', at: ['/query/at/1'] },
    { query: 'at=1,2', at: ['/query/at/0'] },
    { query: 'tag=a&tag=b&tag=c&tag=d', at: ['/query/tag'] },
    { query: 'sort=up', at: ['/query/sort'] },
    { query: 'size=3', at: ['/query/size'] },
    { query: 'other=1', at: ['/query/other'] },
    { query: 'limit=x&all=y', at: ['/query/limit', '/query/all'] },
  ])('$query', async ({ query, at }) => {
    expect([...new Set((await read(query)) as string[])]).toEqual(at);
  });

  it.each(['', '007', '9007199254740993', '1e3', ' 1', '1,2', 'abc'])('in the path: %j', async (id) => {
    expect(await read('', id)).toEqual(['/params/id']);
  });
});

it('leaves the texts in the event, as its type says', async () => {
  const seen: unknown[] = [];
  const chain = handle(api, 'get', { write: () => {} })
    .use({
      before: ({ event }) => {
        seen.push(event.queryStringParameters, event.pathParameters);
      },
    })
    .handler(() => ({ status: 200, body: null }));
  await chain(httpEvent('GET /x/{id}', { pathParameters: { id: '1' }, query: { limit: '2' } }), lambdaContext());
  expect(seen).toEqual([{ limit: '2' }, { id: '1' }]);
});
