import type { Failed, Returned } from './message.ts';
import type { Call } from './protocol.ts';

/** A function's exported handler, its signature not yet looked at. */
export type Handler = (...args: unknown[]) => unknown;

/** What a call came to, without what it cost. */
export type Answer = Pick<Returned, 'type' | 'json'> | Pick<Failed, 'type' | 'error' | 'fatal'>;

/**
 * What AWS's runtime client does around a handler: that of nodejs24.x, or that of the runtimes before. They differ in more
 * than callbacks; `test/functions/client` holds both against the clients themselves.
 */
export interface RuntimeClient {
  /** Of the call under way, or of the last one: what it left behind is logged as its own. */
  readonly requestId: string | undefined;
  /** Puts in place what the function's code finds from its first line on. */
  prepare(): void;
  /** @throws what ends the init */
  load(): Promise<Handler>;
  /** Logs and tells why the init ended, and ends the thread. */
  failInit(error: unknown): never;
  run(handler: Handler, call: Call): Promise<Answer>;
  /** When the event loop has run empty during a call. @returns `false`: nothing can answer the call any more */
  loopEmpty(): boolean;
}

/** What both clients need of the thread. */
export interface RuntimeThread {
  readonly nodeMajor: number;
  readonly handlerName: string;
  readonly taskRoot: string;
  readonly functionArn: string;
  /** The platform's time in milliseconds. */
  readonly now: () => number;
  /** As the function's code would find it. */
  readonly locate: (path: string) => string;
  /** How a file of the function is to be loaded; undefined for a directory. */
  readonly formatOf: (file: string) => 'module' | 'commonjs' | undefined;
  readonly nextTurn: () => Promise<void>;
  /** `setImmediate`: a function may put another in its place. */
  readonly turn: (callback: () => void) => void;
  /** Logs an error as the runtime's own line; where JSON does not hold its properties, its payload. */
  readonly logError: (title: string, error: Error, toPayload: (error: unknown) => Failed['error']) => void;
  /** As the function's own output. */
  readonly printLine: (line: string) => void;
  readonly logText: (text: string) => void;
  /** Tells of an error after which the runtime ends, and ends the thread. */
  readonly die: (error: Failed['error'], code: number) => never;
}
