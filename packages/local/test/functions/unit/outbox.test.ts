import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OutboxReader, OutboxWriter } from '../../../src/functions/bootstrap/outbox.ts';

const ringBytes = 256 * 1024;
const partBytes = 64 * 1024;

function subject(reader = new OutboxReader()) {
  let bells = 0;
  const writer = new OutboxWriter(reader.memory, () => bells++);
  const hear = (): string[] => {
    const heard: string[] = [];
    reader.hear((text) => heard.push(text));
    return heard;
  };
  return { reader, hear, write: (text: string) => writer.write(text), bells: () => bells };
}

/** A reader whose positions start elsewhere than at 0. */
function readerAt(position: number): OutboxReader {
  const { memory } = new OutboxReader();
  new Int32Array(memory).fill(position, 1, 3);
  return new OutboxReader(memory);
}

function thread(reader: OutboxReader, texts: readonly string[]): Worker {
  return new Worker(new URL('./write-to-outbox.ts', import.meta.url), {
    workerData: { memory: reader.memory, texts },
  });
}

describe('the outbox', () => {
  it('gives every text once and in order, wherever in the ring it lies, and no bell is missed', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.nat(100_000).map((length) => 'x'.repeat(length)),
      fc.nat(40_000).map((length) => '€'.repeat(length)),
    );
    const position = fc.integer({ min: -(2 ** 29), max: 2 ** 29 - 1 }).map((at) => at * 4);
    fc.assert(
      fc.property(fc.array(fc.option(text), { maxLength: 60 }), position, (steps, at) => {
        const { write, hear, bells } = subject(readerAt(at));
        const given: string[] = [];
        const heard: string[] = [];
        let bytes = 0;
        let bellsHeard = 0;
        for (const step of steps) {
          // what may be lost at the end of the ring is less than a part
          if (step === null || bytes + Buffer.byteLength(step) > ringBytes - 2 * partBytes) {
            expect(bells() - bellsHeard).toBe(heard.length < given.length ? 1 : 0);
            heard.push(...hear());
            bellsHeard = bells();
            bytes = 0;
          }
          if (step === null) continue;
          given.push(step);
          write(step);
          bytes += Buffer.byteLength(step) + 24;
        }
        heard.push(...hear());
        expect(heard).toEqual(given);
      }),
    );
  });

  it('makes a writer wait that writes more than there is room for, and nothing is lost', async () => {
    const reader = new OutboxReader();
    const texts = Array.from({ length: 400 }, (_, index) => `${index} ${'€'.repeat((index * 997) % 60_000)}`);
    const writer = thread(reader, texts);
    const heard: string[] = [];
    writer.on('message', () => reader.hear((text) => heard.push(text)));
    await once(writer, 'exit');
    reader.hear((text) => heard.push(text));
    expect(heard).toEqual(texts);
  });

  it('keeps what was written when the writer is gone, and a writer that waits can be ended', async () => {
    const reader = new OutboxReader();
    const writer = thread(reader, ['first', 'second', 'x'.repeat(2 * ringBytes)]);
    await once(writer, 'message');
    const blocked = new Int32Array(reader.memory);
    while (Atomics.load(blocked, 3) === 0) await setImmediate();
    await writer.terminate();
    const heard: string[] = [];
    reader.hear((text) => heard.push(text));
    expect(heard).toEqual(['first', 'second']);
  });

  it('gives what was there and leaves what comes meanwhile to the next bell', () => {
    const { reader, write, bells } = subject();
    const heard: string[] = [];
    write('first');
    reader.hear((text) => {
      heard.push(text);
      if (heard.length < 100) write('again');
    });
    expect(heard).toEqual(['first']);
    expect(bells()).toBe(2);
  });

  it('may be heard by whoever is given a text', () => {
    const { reader, write, hear } = subject();
    for (const text of ['1', '2', '3']) write(text);
    const heard: string[] = [];
    reader.hear((text) => {
      heard.push(text);
      if (text === '1') write('4');
      heard.push(...hear());
    });
    expect(heard).toEqual(['1', '2', '3', '4']);
  });
});

describe('a text that was cut off between its parts', () => {
  it.each(['next', 'n'.repeat(partBytes + 1)])('is not mixed with the next one, be it short or long', (text) => {
    const { reader, write, hear } = subject();
    write('x'.repeat(partBytes + 1));
    // as if the writer had been stopped before the second part
    new Int32Array(reader.memory)[1] = partBytes + 4;
    expect(hear()).toEqual([]);
    new OutboxWriter(reader.memory, () => undefined).write(text);
    expect(hear()).toEqual([text]);
  });
});

describe('who awaits the outbox', () => {
  it('needs no bell', async () => {
    const reader = new OutboxReader();
    const writer = thread(reader, ['soon']);
    let bells = 0;
    writer.on('message', () => bells++);
    reader.await(performance.now() + 20_000);
    const heard: string[] = [];
    reader.hear((text) => heard.push(text));
    expect(heard).toEqual(['soon']);
    await once(writer, 'exit');
    expect(bells).toBe(0);
  });

  it('is told at once what is there already', () => {
    const { reader, write, hear } = subject();
    write('there');
    reader.await(Number.POSITIVE_INFINITY);
    expect(hear()).toEqual(['there']);
  });

  it('gives up, and then the bell rings again', () => {
    const { reader, write, hear, bells } = subject();
    reader.await(performance.now());
    expect(hear()).toEqual([]);
    write('late');
    expect(bells()).toBe(1);
    expect(hear()).toEqual(['late']);
  });
});
