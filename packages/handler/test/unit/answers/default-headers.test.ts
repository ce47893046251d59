import { describe, expect, it, jest } from '@jest/globals';
import { handle } from '../../../src/index.ts';
import { api, call, get, options, post } from '../../harness.ts';

const answering = (headers: Record<string, string>) =>
  handle(api, 'get', options).handler(() => ({ status: 200, body: { id: '1' }, headers }));

describe('an answer for one caller', () => {
  it.each<{ name: string; headers: Record<string, string>; is: Record<string, string> }>([
    { name: 'is not stored', headers: {}, is: { 'cache-control': 'no-store' } },
    {
      name: 'with an etag may be kept by its caller',
      headers: { etag: '"1"' },
      is: { 'cache-control': 'private, no-cache' },
    },
    {
      name: 'with a date may be kept by its caller, whatever the case of the header',
      headers: { 'Last-Modified': 'Thu, 01 Jan 2026 00:00:00 GMT' },
      is: { 'cache-control': 'private, no-cache' },
    },
    {
      name: 'is cached as its handler says',
      headers: { 'Cache-Control': 'private, max-age=60', etag: '"1"' },
      is: { 'Cache-Control': 'private, max-age=60' },
    },
    {
      name: 'has the content options of its handler',
      headers: { 'X-Content-Type-Options': 'other' },
      is: { 'X-Content-Type-Options': 'other', 'cache-control': 'no-store' },
    },
  ])('$name', async ({ headers, is }) => {
    const answer = await get(answering(headers));
    expect(answer.headers).toEqual({
      'content-type': 'application/json',
      'scopegate-decision-id': 'decision-1',
      ...('X-Content-Type-Options' in is ? {} : { 'x-content-type-options': 'nosniff' }),
      ...headers,
      ...is,
    });
  });

  it('of a signed request is not stored either', async () => {
    const purge = handle(api, 'purge', options).handler(() => ({ status: 200, body: { id: '1' } }));
    const iam = { userArn: 'arn:aws:iam::123456789012:user/ops', accountId: '123456789012', accessKey: 'AKIA' };
    expect((await call(purge, 'POST /purge', { iam })).headers).toMatchObject({ 'cache-control': 'no-store' });
  });

  it('that is a problem is not stored', async () => {
    const { status, headers } = await post({ body: '{"name":', headers: { 'content-type': 'application/json' } });
    expect({ status, cache: headers['cache-control'] }).toEqual({ status: 400, cache: 'no-store' });
  });
});

describe('an answer of an open route', () => {
  const health = handle(api, 'health', options);

  it('is left to its handler, but for the content options', async () => {
    const answer = await call(
      health.handler(() => ({ status: 200, body: { id: '1' } })),
      'GET /health',
    );
    expect(answer.headers).toEqual({ 'content-type': 'application/json', 'x-content-type-options': 'nosniff' });
  });

  it('that is a problem is not stored', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => {});
    const broken = handle(api, 'health', options).handler(() => {
      throw new Error('broken');
    });
    expect((await call(broken, 'GET /health')).headers).toMatchObject({ 'cache-control': 'no-store' });
    log.mockRestore();
  });
});
