import type { RequestTrace } from '../gateway/index.ts';

/** A record and its place in the order of arrival. */
export interface TraceEntry {
  /** 1 for the first record of a run. */
  readonly sequence: number;
  readonly trace: RequestTrace;
}

/** The last requests of a run, in memory: bounded in number and in size, the oldest given up first. */
export interface TraceBuffer {
  add(trace: RequestTrace): void;
  /** Oldest first. */
  list(): readonly RequestTrace[];
  /** Oldest first: what came after a sequence number and is still there; 0 for all. */
  after(sequence: number): readonly TraceEntry[];
  /** Calls the listener for each record from now on, until the returned function is called. */
  subscribe(listener: (entry: TraceEntry) => void): () => void;
}

/** The bounds of {@link createTraceBuffer}. */
export interface TraceBufferOptions {
  /** Records kept at most; 1 or more. @default 1000 */
  readonly records?: number;
  /**
   * Characters kept at most, of what functions printed above all: a function that prints megabytes must not fill the
   * memory of the platform. The last record always stays. @default 33554432 (32 Mi)
   */
  readonly characters?: number;
}

/** An empty buffer. */
export function createTraceBuffer({ records = 1000, characters = 32 * 1024 * 1024 }: TraceBufferOptions = {}) {
  const kept: (TraceEntry & { readonly weight: number })[] = [];
  const listeners = new Set<(entry: TraceEntry) => void>();
  let sequence = 0;
  let weight = 0;
  const isOver = () => kept.length > records || (weight > characters && kept.length > 1);
  const buffer: TraceBuffer = {
    add(trace) {
      sequence += 1;
      const entry = { sequence, trace, weight: weigh(trace) };
      kept.push(entry);
      weight += entry.weight;
      while (isOver()) weight -= kept.shift()?.weight ?? 0;
      for (const listener of listeners) listener(entry);
    },
    list: () => kept.map(({ trace }) => trace),
    after: (last) => kept.filter((entry) => entry.sequence > last),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return buffer;
}

/** Characters, roughly: the parts that functions decide the length of, and a flat share for the rest. */
function weigh({ path, authorizer, integration }: RequestTrace): number {
  const steps = [...(authorizer?.steps ?? []), ...(integration?.steps ?? [])];
  const printed = (integration?.logs ?? []).reduce((sum, line) => sum + line.length, 0);
  return 512 + path.length + printed + (steps.length === 0 ? 0 : JSON.stringify(steps).length);
}
