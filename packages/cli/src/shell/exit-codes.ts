/** What the command's exit status says. */
export const exitCodes = {
  ok: 0,
  /** The command failed, or the check it ran did not hold. */
  failed: 1,
  /** There are no AWS credentials. */
  credentials: 2,
  /** `explain` could not tell. */
  unexplained: 2,
  /** The template cannot be run locally. */
  template: 3,
  /** Interrupted: 128 + SIGINT. */
  interrupted: 130,
} as const;
