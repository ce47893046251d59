const millisecondsPerUnit: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds of a duration such as `5m`, `+90s` or `1h30m`; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  const parts = /^\+?((?:\d{1,9}(?:ms|[smhd]))+)$/.exec(text)?.[1]?.matchAll(/(\d+)(ms|[smhd])/g);
  if (parts === undefined) return undefined;
  return [...parts].reduce((sum, [, count, unit = '']) => sum + Number(count) * (millisecondsPerUnit[unit] ?? 0), 0);
}
