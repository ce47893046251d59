import { describe, expect, it } from '@jest/globals';
import { createTraceBuffer } from '../../../src/admin/trace-buffer.ts';
import { trace } from './support.ts';

const ids = (traces: readonly { readonly id: string }[]) => traces.map(({ id }) => id);

describe('trace buffer', () => {
  it('keeps the last records, in order, with numbers that never repeat', () => {
    const buffer = createTraceBuffer({ records: 3 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) buffer.add(trace({ id }));
    expect(ids(buffer.list())).toEqual(['c', 'd', 'e']);
    expect(buffer.after(3).map(({ sequence, trace: { id } }) => [sequence, id])).toEqual([
      [4, 'd'],
      [5, 'e'],
    ]);
    expect(buffer.after(5)).toEqual([]);
    expect(buffer.after(99)).toEqual([]);
  });

  it('gives up old records for one with much output, and always keeps the last', () => {
    const buffer = createTraceBuffer({ characters: 3000 });
    const printing = (characters: number) => ({
      integration: {
        invoked: true,
        cold: false,
        durationMs: 1,
        outcome: 'returned' as const,
        logs: ['x'.repeat(characters)],
        steps: [],
      },
    });
    for (const id of ['a', 'b', 'c']) buffer.add(trace({ id }));
    expect(ids(buffer.list())).toEqual(['a', 'b', 'c']);
    buffer.add(trace({ id: 'd', ...printing(1500) }));
    expect(ids(buffer.list())).toEqual(['c', 'd']);
    buffer.add(trace({ id: 'e', ...printing(99_000) }));
    expect(ids(buffer.list())).toEqual(['e']);
    buffer.add(trace({ id: 'f' }));
    expect(ids(buffer.list())).toEqual(['f']);
  });

  it('counts trace steps as output', () => {
    const buffer = createTraceBuffer({ characters: 2000 });
    const steps = [{ scopegateTrace: 1, text: 'x'.repeat(1500) }];
    const authorizer = {
      type: 'CUSTOM' as const,
      identitySources: [],
      cache: 'miss' as const,
      invoked: true,
      cold: false,
      durationMs: 1,
      outcome: 'allow' as const,
      steps,
    };
    buffer.add(trace({ id: 'a' }));
    buffer.add(trace({ id: 'b', authorizer }));
    expect(ids(buffer.list())).toEqual(['b']);
  });

  it('tells each listener of each record until it has had enough', () => {
    const buffer = createTraceBuffer();
    const seen: number[] = [];
    const stop = buffer.subscribe(({ sequence }) => seen.push(sequence));
    buffer.add(trace());
    buffer.add(trace());
    stop();
    buffer.add(trace());
    expect(seen).toEqual([1, 2]);
  });
});
