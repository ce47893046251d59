import type { Host } from '../../src/host/host.ts';

export interface FakeHost extends Host {
  readonly out: () => string;
  readonly err: () => string;
  /** Sends a signal. */
  readonly signal: () => void;
  readonly exits: readonly number[];
}

const unexpected = (what: string) => () => Promise.reject(new Error(`unexpected: ${what}`));

/** A machine on which only what the test says happens. */
export function fakeHost(overrides: Partial<Host> = {}): FakeHost {
  const written = { out: '', err: '' };
  const listeners = new Set<() => void>();
  const exits: number[] = [];
  return {
    cwd: '/nowhere',
    home: '/nowhere',
    pid: 4242,
    env: {},
    stdout: {
      color: false,
      write: (text) => {
        written.out += text;
      },
    },
    stderr: {
      color: false,
      write: (text) => {
        written.err += text;
      },
    },
    fetch: unexpected('fetch'),
    now: () => Date.UTC(2026, 0, 1),
    pause: unexpected('pause'),
    readStdin: unexpected('stdin'),
    isAlive: (pid) => pid === 4242,
    isPortFree: () => Promise.resolve(true),
    freePort: () => Promise.resolve(5555),
    runProcess: unexpected('a program'),
    importModule: unexpected('import'),
    loadPlatform: unexpected('the platform'),
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exit: (code) => exits.push(code),
    out: () => written.out,
    err: () => written.err,
    signal: () => {
      for (const listener of listeners) listener();
    },
    exits,
    ...overrides,
  };
}
