import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withFileLock } from '../../../src/host/file-lock.ts';
import { fakeHost } from '../../support/fake-host.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('withFileLock', () => {
  it('waits while a running process holds the lock', async () => {
    const file = join(temporaryDirectory(), 'lock');
    const events: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const pause = async (): Promise<void> => {
      events.push('waits');
      release();
      await new Promise(setImmediate);
    };
    const host = fakeHost({ pause });
    const first = withFileLock({ file }, host, async () => {
      await held;
      events.push('first');
    });
    const second = withFileLock({ file }, host, async () => {
      events.push('second');
    });
    await Promise.all([first, second]);
    expect(events.filter((event) => event !== 'waits')).toEqual(['first', 'second']);
    expect(events[0]).toBe('waits');
    expect(existsSync(file)).toBe(false);
  });

  it('takes over from a process that has ended, and stops waiting when aborted', async () => {
    const file = join(temporaryDirectory(), 'lock');
    const host = fakeHost({ pause: async () => undefined });
    writeFileSync(file, '7');
    expect(await withFileLock({ file }, host, async () => 'done')).toBe('done');
    writeFileSync(file, '4242');
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(withFileLock({ file, signal }, host, async () => 'done')).rejects.toThrow('stop');
    expect(existsSync(file)).toBe(true);
  });

  it('is released when the work fails', async () => {
    const file = join(temporaryDirectory(), 'lock');
    await expect(withFileLock({ file }, fakeHost(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });
});
