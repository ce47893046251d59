import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Mailbox } from '../../../src/functions/bootstrap/mailbox.ts';

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

  it('gives a text to the thread or back to the parent, never to both', () => {
    const steps = fc.array(fc.constantFrom('put', 'take', 'recall'), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (list) => {
        const sender = new Mailbox();
        const receiver = new Mailbox(sender.memory);
        let waiting: string | undefined;
        for (const [index, step] of list.entries()) {
          if (step === 'recall') expect(sender.recall()).toBe(waiting !== undefined);
          else if (step === 'take' && waiting !== undefined) expect(receiver.take()).toBe(waiting);
          else if (step === 'put' && waiting === undefined) sender.put(String(index));
          else continue;
          waiting = step === 'put' ? String(index) : undefined;
        }
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
