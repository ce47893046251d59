import type { ProcessRequest, ProcessResult } from './run-process.ts';

/** Where a command writes. */
export interface Sink {
  /** Whether colours are wanted: a terminal, and neither `NO_COLOR` nor a dumb one. */
  readonly color: boolean;
  /** Never fails: what nobody reads any more is dropped. */
  write(text: string): void;
}

/** What `@scopegate/local` offers; loaded by `start` alone, because it is large. */
export type PlatformModule = Pick<
  typeof import('@scopegate/local'),
  'startPlatform' | 'TemplateError' | 'PortInUseError' | 'gatewaySettingsFromText'
>;

/** The machine as the commands see it: everything that is not a file. */
export interface Host {
  readonly cwd: string;
  readonly home: string;
  readonly pid: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since the epoch. */
  now(): number;
  pause(milliseconds: number): Promise<void>;
  readStdin(): Promise<string>;
  isAlive(pid: number): boolean;
  isPortFree(port: number): Promise<boolean>;
  /** A port nobody listens on. */
  freePort(): Promise<number>;
  run(request: ProcessRequest): Promise<ProcessResult>;
  importModule(file: string): Promise<unknown>;
  loadPlatform(): Promise<PlatformModule>;
  /** Calls the listener for SIGINT, SIGTERM and SIGHUP, until the returned function is called. */
  onSignal(listener: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}
