/** Milliseconds as a line holds them: to the microsecond. */
export const toMilliseconds = (elapsed: number): number => Math.round(elapsed * 1_000) / 1_000;
