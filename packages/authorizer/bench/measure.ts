/** Something to measure: a call, awaited. */
export interface Candidate {
  readonly name: string;
  /**
   * A call of a running number, so that none need see the input of another. What the gateway or the runtime would have
   * made for it (event, header) is made here, before the clock runs.
   */
  readonly prepare: (at: number) => () => unknown;
}

export interface Measured {
  readonly name: string;
  /** Microseconds per call in each round, in the order of the rounds. */
  readonly micros: readonly number[];
}

/** Rounds that do not count: until the compiler is done with all candidates. */
export const warmUpRounds = 20;

export interface MeasureOptions {
  readonly rounds: number;
  readonly calls: number;
}

/**
 * Runs every candidate once per round, the order turned by one from round to round, so that a machine whose speed drifts
 * drifts for all.
 */
export async function measure(
  candidates: readonly Candidate[],
  { rounds, calls }: MeasureOptions,
): Promise<readonly Measured[]> {
  const micros = candidates.map((): number[] => []);
  const counts = candidates.map(() => 0);
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    for (let place = 0; place < candidates.length; place += 1) {
      const at = (place + round + warmUpRounds) % candidates.length;
      const candidate = candidates[at];
      if (candidate === undefined) continue;
      const from = counts[at] ?? 0;
      const prepared = Array.from({ length: calls }, (_, call) => candidate.prepare(from + call));
      const start = performance.now();
      for (const call of prepared) await call();
      const taken = ((performance.now() - start) * 1_000) / calls;
      counts[at] = from + calls;
      if (round >= 0) micros[at]?.push(taken);
    }
  }
  return candidates.map(({ name }, at) => ({ name, micros: micros[at] ?? [] }));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}

/** The median of the ratios round by round: what the machine did to a round, it did to both. */
export const ratio = (one: Measured, other: Measured): number =>
  median(one.micros.map((value, round) => value / (other.micros[round] ?? Number.NaN)));
