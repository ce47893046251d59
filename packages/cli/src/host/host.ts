import type { Environment } from '../shell/environment.ts';
import type { Sink } from '../shell/sink.ts';
import type { ProcessRequest, ProcessResult } from './run-process.ts';

/** What `@scopegate/local` offers. Only `start` loads it, because it is large. */
export type PlatformModule = Pick<
  typeof import('@scopegate/local'),
  'startPlatform' | 'TemplateError' | 'PortInUseError' | 'gatewaySettingsFromText'
>;

/** The machine as the commands see it: everything but files. */
export interface Host {
  readonly cwd: string;
  readonly home: string;
  readonly pid: number;
  readonly env: Environment;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since the epoch. */
  now(): number;
  pause(milliseconds: number): Promise<void>;
  readStdin(): Promise<string>;
  isAlive(pid: number): boolean;
  isPortFree(port: number): Promise<boolean>;
  /** A port that is free. */
  freePort(): Promise<number>;
  runProcess(request: ProcessRequest): Promise<ProcessResult>;
  importModule(file: string): Promise<unknown>;
  loadPlatform(): Promise<PlatformModule>;
  /** Calls the listener for SIGINT, SIGTERM and SIGHUP, and once an npx that started this has ended, until the returned function is called. */
  onSignal(listener: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}
