/** What the options of a function host are where they are left out. */
export const hostDefaults = {
  concurrency: 1000,
  environments: 10,
  initLimitSeconds: 10,
  idleSeconds: 300,
} as const;
