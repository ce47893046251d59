import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import type { Message } from '../../../src/functions/bootstrap/message.ts';
import { createOutbox } from '../../../src/functions/bootstrap/outbox.ts';
import { Inbox } from '../../../src/functions/inbox.ts';

const mostUnheard = 256 * 1024;

function subject() {
  const heard: (string | undefined)[] = [];
  const inbox = new Inbox((message) => heard.push(message?.type === 'log' ? message.entry : message?.type));
  return { inbox, heard };
}

const log = (entry: string): Message => ({ type: 'log', entry, printed: true });

function thread({ thread: ends }: Inbox, texts: readonly string[], exit = false): Worker {
  return new Worker(new URL('./say-by-outbox.ts', import.meta.url), {
    workerData: { ...ends, texts, exit },
    transferList: [ends.port],
  });
}

describe('what an environment says', () => {
  it('is heard in order, all of it, by a parent that turns its event loop', async () => {
    const { inbox, heard } = subject();
    const texts = Array.from({ length: 400 }, (_, index) => `${index} ${'€'.repeat((index * 997) % 60_000)}`);
    await once(thread(inbox, texts), 'exit');
    inbox.hear();
    expect(heard).toEqual(texts);
  });

  it('is there when the thread is gone, however it went', async () => {
    const { inbox, heard } = subject();
    await once(thread(inbox, ['first', 'second'], true), 'exit');
    inbox.hear();
    expect(heard).toEqual(['first', 'second']);
  });

  it('can be heard at once, without a turn of the event loop', () => {
    const { inbox, heard } = subject();
    const say = createOutbox(inbox.thread.port, inbox.thread.heard);
    say(log('first'));
    say({ type: 'ready' });
    inbox.hear();
    expect(heard).toEqual(['first', 'ready']);
  });

  it('slows a thread that says more than is heard: no more than so much lies unheard', async () => {
    const { inbox, heard } = subject();
    const texts = Array.from({ length: 100 }, (_, index) => `${index} ${'x'.repeat(20_000)}`);
    const worker = thread(inbox, texts);
    await once(worker, 'online');
    // this thread stays busy: nothing is heard meanwhile, so the writer comes to a stop
    const until = performance.now() + 500;
    while (performance.now() < until);
    const before = heard.length;
    inbox.hear();
    expect(heard.length - before).toBeLessThanOrEqual(Math.ceil(mostUnheard / 20_000) + 1);
    await once(worker, 'exit');
    inbox.hear();
    expect(heard).toEqual(texts);
  });

  it('does not keep a thread from being ended that waits to be heard', async () => {
    const { inbox, heard } = subject();
    const worker = thread(inbox, ['first', 'x'.repeat(2 * mostUnheard), 'never']);
    while (!heard.includes('first')) {
      await setImmediate();
      if (heard.length === 0) inbox.hear();
    }
    await worker.terminate();
    expect(heard).not.toContain('never-said');
  });

  it('that is no message is told as none', () => {
    const { inbox, heard } = subject();
    inbox.thread.port.postMessage({ type: 'returned', json: 1 });
    inbox.hear();
    expect(heard).toEqual([undefined]);
  });
});
