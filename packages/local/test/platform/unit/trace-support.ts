import type { PendingTrace, RequestTrace } from '../../../src/gateway/index.ts';
import type { AdminControl } from '../../../src/platform/admin/admin-control.ts';
import { createTraceBuffer } from '../../../src/platform/admin/trace-buffer.ts';
import { fakeClock } from '../../gateway/unit/support.ts';

export const trace = (changes: Partial<RequestTrace> = {}): RequestTrace => ({
  id: 'JKJaXmPLvHcESHA=',
  time: '2026-03-12T19:03:58.000Z',
  method: 'GET',
  path: '/pets',
  status: 200,
  ...changes,
});

/** The same as the gateway hands it on, of a weight in characters. */
export const pending = (changes: Partial<RequestTrace> = {}, weight = 600): PendingTrace => ({
  weight,
  status: 200,
  read: () => trace(changes),
});

/** A platform that notes what it is told to do. */
export function fakeControl(changes: Partial<AdminControl> = {}) {
  const done: string[] = [];
  const known = (name: string | undefined, act: string): void => {
    if (name === 'unknown') throw new Error('No function has the logical ID unknown. There are: One.');
    done.push(`${act} ${name ?? 'all'}`);
  };
  const control: AdminControl = {
    clock: fakeClock(),
    traces: createTraceBuffer(),
    report: () => ({ apis: [{ name: 'test' }] }),
    tables: () => [],
    flushAuthorizerCaches: () => done.push('flush'),
    makeCold: async (logicalId) => known(logicalId, 'cold'),
    jwks: { takeDown: (poolId) => known(poolId, 'down'), bringUp: (poolId) => known(poolId, 'up') },
    mint: async (issuer) => `token of ${issuer}`,
    ...changes,
  };
  return { control, done };
}
