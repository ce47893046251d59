import { errorMessage } from '../../runtime/index.ts';

/** How the last reload went. */
export interface ReloadStatus {
  /** Milliseconds since the epoch, on the platform's clock. */
  readonly at: number;
  readonly assembly: string;
  /** Why it failed, so that the previous version keeps serving; absent when it succeeded. */
  readonly error?: string;
}

export interface ReloadQueue {
  /** The last one that ended; undefined before the first. */
  readonly status: ReloadStatus | undefined;
  /** One after the other. Rejects as `reload` does, and notes it. */
  run(assembly: string): Promise<void>;
}

/** @param now milliseconds since the epoch */
export function createReloadQueue(reload: (assembly: string) => Promise<void>, now: () => number): ReloadQueue {
  let status: ReloadStatus | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const turn = async (assembly: string): Promise<void> => {
    try {
      await reload(assembly);
      status = { at: now(), assembly };
    } catch (error) {
      status = { at: now(), assembly, error: errorMessage(error) };
      throw error;
    }
  };
  return {
    get status() {
      return status;
    },
    run: (assembly) => {
      const running = last.then(() => turn(assembly));
      last = running.catch(() => undefined);
      return running;
    },
  };
}
