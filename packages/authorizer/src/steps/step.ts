import type { Middleware, State } from '../state.ts';

/** What a step does with the state. */
export type Run = (state: State) => void | Promise<void>;

/** A step of the decision as a middleware: skipped once the request is refused. */
export const step = (run: Run): Middleware => ({
  before: ({ internal: { state } }) => (state.refused === undefined ? run(state) : undefined),
});
