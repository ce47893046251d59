import workerThreads, { BroadcastChannel } from 'node:worker_threads';
import { refused } from './refused.ts';

/**
 * Takes from a thread what it shares with the other threads of the process: on Lambda each environment is a process of its
 * own. Broadcast channels and locks get names of their own; what would tell or change other threads is refused.
 *
 * @param id of the environment
 */
export function isolateThread(id: string): void {
  isolateChannels(`${id} `);
  isolateLocks(`${id} `);
  isolateEnvironmentData();
  Object.assign(workerThreads, {
    postMessageToThread: () =>
      Promise.reject(refused('worker_threads.postMessageToThread', 'other threads are other functions')),
  });
  const title = { value: 'node', writable: true, configurable: true, enumerable: true };
  Object.defineProperty(process, 'title', title);
  process.argv = ['/var/lang/bin/node', '/var/runtime/index.mjs'];
  refuseProcessWide();
}

function isolateChannels(prefix: string): void {
  class OwnBroadcastChannel extends BroadcastChannel {
    constructor(name: string) {
      super(prefix + name);
      Object.defineProperty(this, 'name', { value: String(name), enumerable: true });
    }
  }
  Object.defineProperty(OwnBroadcastChannel, 'name', { value: 'BroadcastChannel' });
  Object.assign(workerThreads, { BroadcastChannel: OwnBroadcastChannel });
  const value = { value: OwnBroadcastChannel, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(globalThis, 'BroadcastChannel', value);
}

interface LockInfo {
  readonly name: string;
}

/** Node 24.5 and later. */
function isolateLocks(prefix: string): void {
  const locks: typeof workerThreads.locks | undefined = workerThreads.locks;
  if (locks === undefined) return;
  const { request, query } = locks;
  const ownRequest = (name: string, ...rest: unknown[]): Promise<unknown> =>
    Reflect.apply(request, locks, [prefix + name, ...rest]);
  const ownQuery = async (): Promise<object> => {
    const { held, pending } = await Reflect.apply(query, locks, []);
    return { held: own(held), pending: own(pending) };
  };
  const own = (list: readonly LockInfo[]): readonly LockInfo[] =>
    list
      .filter(({ name }) => name.startsWith(prefix))
      .map((lock) => ({ ...lock, name: lock.name.slice(prefix.length) }));
  for (const [name, value] of Object.entries({ request: ownRequest, query: ownQuery })) {
    Object.defineProperty(locks, name, { value, writable: true, configurable: true });
  }
}

function isolateEnvironmentData(): void {
  const data = new Map<unknown, unknown>();
  Object.assign(workerThreads, {
    getEnvironmentData: (key: unknown) => data.get(key),
    setEnvironmentData: (key: unknown, value: unknown) => {
      if (value === undefined) data.delete(key);
      else data.set(key, value);
    },
  });
}

/** What changes the process, or writes files of its own accord. */
function refuseProcessWide(): void {
  const refuse = (owner: object, name: string, what: string, why: string): void => {
    Object.defineProperty(owner, name, {
      value: () => {
        throw refused(what, why);
      },
      writable: true,
      configurable: true,
    });
  };
  const v8 = process.getBuiltinModule('node:v8');
  refuse(v8, 'setFlagsFromString', 'v8.setFlagsFromString', 'it would change the platform, not only this function');
  refuse(v8, 'writeHeapSnapshot', 'v8.writeHeapSnapshot', 'it would write past the function’s own files');
  refuse(process.report, 'writeReport', 'process.report.writeReport', 'it would write past the function’s own files');
  const { Session } = process.getBuiltinModule('node:inspector');
  const evaluate = 'inspector.Session.connectToMainThread';
  refuse(Session.prototype, 'connectToMainThread', evaluate, 'it would run code in the platform, not in this function');
  const os = process.getBuiltinModule('node:os');
  refuse(os, 'setPriority', 'os.setPriority', 'it would change the platform, not only this function');
}
