import { afterEach, describe, expect, it } from '@jest/globals';
import { custom, type Handler, outcome, route, stage } from '../unit/support.ts';
import { closeServed, serve } from './support.ts';

// Rules of API Gateway that only show between a client, the gateway and the functions.

afterEach(closeServed);

const bearer = { headers: { authorization: 'Bearer abcdefgh' } };

describe('a request', () => {
  it('has one id, for the client, the authorizer, the function and the trace', async () => {
    const allow = () => ({ isAuthorized: true });
    const { url, functions, traces } = await serve({
      routes: [route('GET /x', custom())],
      handlers: { authorizer: allow },
    });
    const id = (await fetch(`${url}/x`, bearer)).headers.get('apigw-requestid');
    const seen = functions.calls.map(({ event }) => (event['requestContext'] as { requestId: string }).requestId);
    expect([...seen, traces[0]?.id]).toEqual([id, id, id]);
  });

  it.each<{ name: string; handler: Handler }>([
    { name: 'fails', handler: () => outcome({ kind: 'failed', error: { errorMessage: 'boom' } }) },
    { name: 'is malformed', handler: () => ({ statusCode: 0 }) },
    { name: 'is throttled', handler: () => outcome({ kind: 'throttled' }) },
    { name: 'takes too long', handler: () => new Promise(() => undefined) },
  ])('calls its function once, also when that $name', async ({ handler }) => {
    const routes = [route('GET /x', { type: 'NONE' }, { timeoutMillis: 50 })];
    const { url, functions } = await serve({ routes, handlers: { backend: handler } });
    expect((await fetch(`${url}/x`)).status).toBeGreaterThanOrEqual(500);
    expect(functions.calls).toHaveLength(1);
  });
});

describe('a Lambda authorizer', () => {
  it('that denies tells its context to the access log alone', async () => {
    const format = '$context.requestId $context.authorizer.why';
    const { url, accessLog } = await serve({
      routes: [route('GET /x', custom())],
      stages: [stage('$default', { accessLog: { format, destinationArn: 'arn' } })],
      handlers: { authorizer: () => ({ isAuthorized: false, context: { why: 'suspended' } }) },
    });
    const response = await fetch(`${url}/x`, bearer);
    expect([response.status, await response.text()]).toEqual([403, '{"message":"Forbidden"}']);
    expect(JSON.stringify([...response.headers])).not.toContain('suspended');
    expect(accessLog).toEqual(['BwcHBwcHBwcHBwc= suspended']);
  });

  it('may have the Cookie header as identity source, as it was sent', async () => {
    const { url, functions } = await serve({
      routes: [route('GET /x', custom({ identitySource: ['$request.header.cookie'] }))],
      handlers: { authorizer: () => ({ isAuthorized: true }) },
    });
    expect((await fetch(`${url}/x`)).status).toBe(401);
    expect((await fetch(`${url}/x`, { headers: { cookie: 'a=1; b=2' } })).status).toBe(200);
    const [event] = functions.eventsOf('authorizer');
    expect(event).toMatchObject({ identitySource: ['a=1; b=2'], cookies: ['a=1', 'b=2'] });
  });
});
