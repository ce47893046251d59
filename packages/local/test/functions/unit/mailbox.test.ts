import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromCallText, toCallText } from '../../../src/functions/bootstrap/call-text.ts';
import { Mailbox } from '../../../src/functions/bootstrap/mailbox.ts';

const line = fc.stringMatching(/^[\w=;-]{1,40}$/);
const call = fc.record({
  requestId: line,
  traceId: line,
  leftMillis: fc.nat(900_000),
  payload: fc.json(),
});

describe('a call as text', () => {
  it('is the call, whatever its payload', () => {
    fc.assert(fc.property(call, (given) => expect(fromCallText(toCallText(given))).toEqual(given)));
  });
});

describe('the mailbox', () => {
  it('hands over each text as it was, one after the other', () => {
    const sender = new Mailbox();
    const receiver = new Mailbox(sender.memory);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        const wellFormed = text.toWellFormed();
        sender.put(wellFormed);
        expect(receiver.take()).toBe(wellFormed);
      }),
    );
  });

  it.each([
    { name: 'as many bytes as there is room', text: 'a'.repeat(65_536), fits: true },
    { name: 'one byte more', text: 'a'.repeat(65_537), fits: false },
    { name: 'few characters of many bytes', text: '€'.repeat(21_846), fits: false },
    { name: 'characters of many bytes that fit', text: '€'.repeat(21_845), fits: true },
  ])('$name: $fits', ({ text, fits }) => {
    const sender = new Mailbox();
    expect(Mailbox.fits(text)).toBe(fits);
    if (!fits) return;
    sender.put(text);
    expect(new Mailbox(sender.memory).take()).toBe(text);
  });

  it('gives the last text back, but none that was taken', () => {
    const steps = fc.array(fc.constantFrom('put', 'take', 'recall'), { maxLength: 60 });
    fc.assert(
      fc.property(fc.nat(65_535), steps, (before, list) => {
        const sender = new Mailbox();
        // both counters wrap at 65,536
        new Int32Array(sender.memory)[0] = before * 65_537;
        const receiver = new Mailbox(sender.memory);
        const waiting: string[] = [];
        for (const [index, step] of list.entries()) {
          if (step === 'put' && waiting.length < Mailbox.places) {
            sender.put(String(index));
            waiting.push(String(index));
          } else if (step === 'take' && waiting.length > 0) expect(receiver.take()).toBe(waiting.shift());
          else if (step === 'recall') expect(sender.recall()).toBe(waiting.pop() !== undefined);
        }
        for (const text of waiting) expect(receiver.take()).toBe(text);
      }),
    );
  });

  it('sleeps on when it is woken and no text has come', async () => {
    const sender = new Mailbox();
    sender.put('first');
    const receiver = new Worker(new URL('./take-from-mailbox.ts', import.meta.url), {
      workerData: sender.memory,
    });
    const taken: string[] = [];
    receiver.on('message', (text) => taken.push(text));
    const head = new Int32Array(sender.memory);
    // it waits for the second one: whoever is woken now is woken for nothing
    while (Atomics.notify(head, 0) === 0) await setImmediate();
    sender.put('second');
    while (!taken.includes('second')) await setImmediate();
    while (Atomics.notify(head, 0) === 0) await setImmediate();
    sender.put('third');
    while (!taken.includes('third')) await setImmediate();
    expect(taken).toEqual(['first', 'second', 'third']);
    await receiver.terminate();
  });

  it('says when a text went another way', () => {
    const sender = new Mailbox();
    sender.put(undefined);
    expect(new Mailbox(sender.memory).take()).toBeUndefined();
  });
});
