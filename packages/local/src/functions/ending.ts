import type { Failed, Returned } from './bootstrap/message.ts';

/** How an init or a call ended, seen from outside. */
export type Ending =
  | { readonly type: 'ready' }
  | Returned
  | Failed
  /** The environment ended before the call began: another one may run it. */
  | { readonly type: 'recalled' }
  | { readonly type: 'timeout' }
  | { readonly type: 'out-of-memory' }
  /** Ended from outside. */
  | { readonly type: 'killed' }
  | { readonly type: 'exited'; readonly code: number };

/** How a call ended. */
export interface Ended {
  readonly ending: Ending;
  /** Milliseconds the handler took: by the environment's own watch, or from outside where it could not tell. */
  readonly durationMs: number;
  /** The log events that the function itself printed in this call, and before its first one. */
  readonly printed: readonly string[];
}
