export interface CliErrorParts {
  /** What went wrong. */
  readonly what: string;
  /** What was given. Never a credential. */
  readonly given: string;
  /** What is allowed there. */
  readonly allowed: string;
  /** What to do about it. */
  readonly remedy: string;
  /** @default 1 */
  readonly exitCode?: number;
}

/** A failure that the user can correct. It is shown as one paragraph, without a stack trace. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;

  readonly #parts: CliErrorParts;

  constructor(parts: CliErrorParts) {
    const { what, given, allowed, remedy, exitCode = 1 } = parts;
    super(`${what}. Given: ${given}. Allowed: ${allowed}. ${remedy}.`);
    this.exitCode = exitCode;
    this.#parts = parts;
  }

  /** The same failure with another exit code. */
  endingWith(exitCode: number): CliError {
    return new CliError({ ...this.#parts, exitCode });
  }
}
