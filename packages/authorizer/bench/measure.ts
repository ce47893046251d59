/** Something to measure: one run is `calls` calls, awaited. */
export interface Candidate {
  readonly name: string;
  /** Called with a running number, so that it need not see the same input twice. */
  readonly run: (at: number) => unknown;
}

export interface Measured {
  readonly name: string;
  /** Microseconds per call in each round, in the order of the rounds. */
  readonly micros: readonly number[];
}

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
  // One round to warm up, which does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (let place = 0; place < candidates.length; place += 1) {
      const at = (place + round + candidates.length) % candidates.length;
      const candidate = candidates[at];
      if (candidate === undefined) continue;
      const from = counts[at] ?? 0;
      const start = performance.now();
      for (let call = 0; call < calls; call += 1) await candidate.run(from + call);
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
