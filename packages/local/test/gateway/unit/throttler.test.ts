import { describe, expect, it } from '@jest/globals';
import { createAccountThrottle } from '../../../src/gateway/throttle/account-throttle.ts';
import { custom, fixture, route, stage } from './support.ts';

describe('throttle', () => {
  const statuses = async (send: ReturnType<typeof fixture>['send'], targets: readonly string[]) => {
    const got: number[] = [];
    for (const target of targets) got.push((await send('GET', target)).status);
    return got;
  };

  it('refuses above the burst and refills on the clock', async () => {
    const { send, clock } = fixture({
      routes: [route('GET /x')],
      stages: [stage('$default', { defaultThrottle: { rateLimit: 2, burstLimit: 2 } })],
    });
    expect(await statuses(send, ['/x', '/x', '/x'])).toEqual([200, 200, 429]);
    clock.advance(499);
    expect((await send('GET', '/x')).text).toBe('{"message":"Too Many Requests"}');
    clock.advance(1);
    expect(await statuses(send, ['/x', '/x'])).toEqual([200, 429]);
    clock.advance(3_600_000);
    expect(await statuses(send, ['/x', '/x', '/x'])).toEqual([200, 200, 429]);
  });

  it('gives a route with limits its own bucket', async () => {
    const { send } = fixture({
      routes: [route('GET /x'), route('GET /y'), route('GET /z')],
      stages: [
        stage('$default', {
          defaultThrottle: { rateLimit: 1, burstLimit: 1 },
          routeThrottles: { 'GET /x': { rateLimit: 1, burstLimit: 2 } },
        }),
      ],
    });
    expect(await statuses(send, ['/y', '/z', '/x', '/x', '/x'])).toEqual([200, 429, 200, 200, 429]);
  });

  it('counts all APIs of an account in one bucket, after what stages and routes let through', async () => {
    const accountThrottle = createAccountThrottle({ rateLimit: 1, burstLimit: 2 });
    const one = fixture({ routes: [route('GET /x')], accountThrottle });
    const limited = stage('$default', { defaultThrottle: { rateLimit: 1, burstLimit: 1 } });
    const two = fixture({ routes: [route('GET /x')], stages: [limited], accountThrottle });
    expect(await statuses(two.send, ['/x', '/x'])).toEqual([200, 429]);
    expect(await statuses(one.send, ['/x', '/x'])).toEqual([200, 429]);
    one.clock.advance(1_000);
    expect(await statuses(one.send, ['/x', '/x'])).toEqual([200, 429]);
  });

  it("fills a limit that is half set from the account's", async () => {
    const stages = [stage('$default', { defaultThrottle: { burstLimit: 1 } })];
    const { send, clock } = fixture({ routes: [route('GET /x')], stages });
    expect(await statuses(send, ['/x', '/x'])).toEqual([200, 429]);
    clock.advance(1);
    expect(await statuses(send, ['/x'])).toEqual([200]);
  });

  it('blocks all traffic at 0', async () => {
    const { send, clock } = fixture({
      routes: [route('GET /x')],
      stages: [stage('$default', { defaultThrottle: { rateLimit: 0, burstLimit: 0 } })],
    });
    clock.advance(60_000);
    expect(await statuses(send, ['/x'])).toEqual([429]);
  });

  it.each([
    { throttlePosition: 'after-authorizer', expected: [401, 401] },
    { throttlePosition: 'before-authorizer', expected: [401, 429] },
  ] as const)('stands $throttlePosition', async ({ throttlePosition, expected }) => {
    const { send } = fixture({
      routes: [route('GET /x', custom())],
      stages: [stage('$default', { defaultThrottle: { rateLimit: 1, burstLimit: 1 } })],
      settings: { throttlePosition },
    });
    expect(await statuses(send, ['/x', '/x'])).toEqual(expected);
  });
});
