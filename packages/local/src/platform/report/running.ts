import type { Live } from '../live.ts';
import type { ReloadQueue } from '../reload/reload-queue.ts';
import type { Services } from '../services.ts';

/** A platform that runs, from inside. */
export interface RunningParts {
  readonly services: Services;
  readonly live: Live;
  readonly reloads: ReloadQueue;
}
