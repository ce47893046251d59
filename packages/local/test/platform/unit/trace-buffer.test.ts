import { describe, expect, it } from '@jest/globals';
import { createTraceBuffer } from '../../../src/platform/admin/trace-buffer.ts';
import { pending } from './trace-support.ts';

const ids = (traces: readonly { readonly id: string }[]) => traces.map(({ id }) => id);

describe('trace buffer', () => {
  it('keeps the last records, in order, with numbers that never repeat', () => {
    const buffer = createTraceBuffer({ records: 3 });
    for (const id of ['a', 'b', 'c', 'd', 'e']) buffer.add(pending({ id }));
    expect(ids(buffer.list())).toEqual(['c', 'd', 'e']);
    expect(buffer.after(3).map(({ sequence, read }) => [sequence, read().id])).toEqual([
      [4, 'd'],
      [5, 'e'],
    ]);
    expect(buffer.after(5)).toEqual([]);
    expect(buffer.after(99)).toEqual([]);
  });

  it('gives up old records for one with much output, and always keeps the last', () => {
    const buffer = createTraceBuffer({ characters: 3000 });
    for (const id of ['a', 'b', 'c']) buffer.add(pending({ id }));
    expect(ids(buffer.list())).toEqual(['a', 'b', 'c']);
    buffer.add(pending({ id: 'd' }, 1500));
    expect(ids(buffer.list())).toEqual(['b', 'c', 'd']);
    buffer.add(pending({ id: 'e' }, 99_000));
    expect(ids(buffer.list())).toEqual(['e']);
    buffer.add(pending({ id: 'f' }));
    expect(ids(buffer.list())).toEqual(['f']);
  });

  it('puts no record together that nobody reads', () => {
    const buffer = createTraceBuffer();
    let read = 0;
    buffer.add({ ...pending(), read: () => pending({ status: ++read }).read() });
    buffer.after(0);
    expect(read).toBe(0);
    buffer.list();
    expect(read).toBe(1);
  });

  it('tells each listener of each record until it has had enough', () => {
    const buffer = createTraceBuffer();
    const seen: number[] = [];
    const stop = buffer.subscribe(({ sequence }) => seen.push(sequence));
    buffer.add(pending());
    buffer.add(pending());
    stop();
    buffer.add(pending());
    expect(seen).toEqual([1, 2]);
  });
});
