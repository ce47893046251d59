import { Unresolvable } from './unresolvable.ts';

/** Values inside values, and names that lead to values: deeper than any template that a person or a tool writes. */
const maxDepth = 200;
/** CloudFormation takes no longer template, so no text of one is longer either. */
const maxTextLength = 1024 * 1024;
/** Of all texts that are put together, in characters. */
const maxTotalLength = 64 * maxTextLength;
/** Values that are evaluated, all together. */
const maxSteps = 5_000_000;

/**
 * What the values of the stacks that are loaded together may cost. A template that names its values in circles of
 * doubling length or depth is a fault where it passes a limit, instead of a process that never ends.
 */
export class EvaluationLimits {
  #depth = 0;
  #steps = 0;
  #length = 0;

  /** Runs an evaluation one level deeper. @throws {Unresolvable} when it is too deep, or one too many */
  enter<Value>(evaluation: () => Value): Value {
    if (this.#depth >= maxDepth) throw tooMuch('value-depth', 'The value leads through too many others', `${maxDepth}`);
    if (this.#steps >= maxSteps) throw tooMuch('value-steps', 'The template has too many values', `${maxSteps} in all`);
    this.#steps++;
    this.#depth++;
    try {
      return evaluation();
    } finally {
      this.#depth--;
    }
  }

  /** Accounts for a text before it is made. @param length in characters @throws {Unresolvable} when it is too long */
  spend(length: number): void {
    if (length > maxTextLength) {
      throw tooMuch('value-length', 'The value is too long', `${maxTextLength} characters`, `${length} characters`);
    }
    this.#length += length;
    if (this.#length <= maxTotalLength) return;
    throw tooMuch('value-length', 'The values of the template are too long', `${maxTotalLength} characters in all`);
  }
}

const tooMuch = (rule: string, what: string, most: string, given?: string): Unresolvable =>
  new Unresolvable({
    rule,
    what,
    ...(given !== undefined && { given }),
    allowed: `at most ${most}`,
    remedy: 'Write the value with fewer intrinsic functions.',
  });
