import { describe, expect, it } from '@jest/globals';
import { createWriteLock } from '../../../src/database/write-lock.ts';

/** Tasks that end when they are told to, and a log of what began and ended. */
function tasks() {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const task =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    await settle();
    ends.get(name)?.();
    await settle();
  };
  return { log, task, end, settle };
}

describe('the lock', () => {
  it('lets shared tasks run side by side', async () => {
    const { log, task, settle } = tasks();
    const lock = createWriteLock();
    void lock.shared(task('a'));
    void lock.shared(task('b'));
    await settle();

    expect(log).toStrictEqual(['a begins', 'b begins']);
  });

  it('lets an exclusive task run alone, in the order asked for', async () => {
    const { log, task, end } = tasks();
    const lock = createWriteLock();
    void lock.shared(task('a'));
    void lock.exclusive(task('x'));
    void lock.shared(task('b'));
    void lock.exclusive(task('y'));
    for (const name of ['a', 'x', 'b', 'y']) await end(name);

    expect(log).toStrictEqual(['a', 'x', 'b', 'y'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });

  it('goes on after a task that fails', async () => {
    const { log, task, end } = tasks();
    const lock = createWriteLock();
    const failures = [lock.shared(task('a', true)), lock.exclusive(task('x', true))].map((each) => each.catch(String));
    void lock.exclusive(task('y'));
    for (const name of ['a', 'x', 'y']) await end(name);

    expect(await Promise.all(failures)).toStrictEqual(['Error: a', 'Error: x']);
    expect(log.at(-1)).toBe('y ends');
  });
});
