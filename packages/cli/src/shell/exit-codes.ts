/** The exit codes of the commands. */
export const exitCodes = {
  ok: 0,
  /** The command failed, or what it checks does not hold. */
  failed: 1,
  /** There are no AWS credentials. */
  credentials: 2,
  /** `explain` cannot tell the answer. */
  unexplained: 2,
  /** The template cannot be run locally. */
  template: 3,
  /** Interrupted: 128 + SIGINT. */
  interrupted: 130,
} as const;
