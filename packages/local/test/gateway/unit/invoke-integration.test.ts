import { describe, expect, it } from '@jest/globals';
import { fixture, type Handler, lambda, outcome, route } from './support.ts';

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
