import { describe, expect, it } from '@jest/globals';
import { readEvents } from '../../../src/trace/read-events.ts';

describe('readEvents', () => {
  it('joins events that arrive in pieces', async () => {
    const bytes = new TextEncoder().encode(': open\n\nid: 1\ndata: é1\n\ndata: a\ndata: b\n\ndata: lost');
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const events: string[] = [];
    for await (const event of readEvents(pieces)) events.push(event);
    expect(events).toEqual(['é1', 'a\nb']);
  });
});
