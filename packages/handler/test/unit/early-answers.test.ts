import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { handle, type Middleware } from '../../src/index.ts';
import { api, get, lines, options } from '../harness.ts';

beforeEach(() => {
  lines.length = 0;
  jest.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
});

const early = { statusCode: 203, body: '{"id":"early"}' };
const fails = (): never => {
  throw new Error('down');
};
const answers = () => ({ status: 200, body: { id: '1' } }) as const;

it.each<{ name: string; middleware: Middleware; act: typeof answers; status: number }>([
  { name: 'no middleware does', middleware: { before: () => undefined }, act: answers, status: 200 },
  { name: 'before returns', middleware: { before: () => early }, act: fails, status: 203 },
  { name: 'before returns later', middleware: { before: async () => early }, act: fails, status: 203 },
  {
    name: 'before sets the early response',
    middleware: {
      before: (request) => {
        request.earlyResponse = early;
      },
    },
    act: fails,
    status: 203,
  },
  { name: 'after returns', middleware: { after: () => early }, act: answers, status: 203 },
  { name: 'an error hook returns', middleware: { onError: () => early }, act: fails, status: 203 },
  {
    name: 'an error hook sets the response',
    middleware: {
      onError: (request) => {
        request.response = { ...early };
      },
    },
    act: fails,
    status: 203,
  },
  { name: 'before throws', middleware: { before: fails }, act: answers, status: 500 },
  { name: 'after throws', middleware: { after: fails }, act: answers, status: 500 },
  { name: 'an error hook throws', middleware: { onError: fails }, act: fails, status: 500 },
])(
  'every request has one audit line, a decision id and the default headers: $name',
  async ({ middleware, act, status }) => {
    const answer = await get(handle(api, 'get', options).use(middleware).handler(act));
    expect(answer).toMatchObject({
      status,
      headers: {
        'scopegate-decision-id': 'decision-1',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { decision: 'allow', status, decisionId: 'decision-1' },
    ]);
  },
);

it.each([
  { name: 'a number', early: 1 },
  { name: 'text', early: 'busy' },
  { name: 'nothing', early: null },
  { name: 'no status', early: { body: 'busy' } },
  { name: 'a status that is none', early: { statusCode: 42 } },
])('what a middleware returns that is no answer is a fault of ours: $name', async ({ early: given }) => {
  const middleware = { before: () => given } as unknown as Middleware;
  expect(await get(handle(api, 'get', options).use(middleware).handler(answers))).toMatchObject({ status: 500 });
  expect(lines).toHaveLength(1);
  expect(String(jest.mocked(console.error).mock.calls[0]?.[0])).toContain('a middleware ended the chain');
});
