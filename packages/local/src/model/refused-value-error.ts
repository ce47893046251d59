import type { Finding } from './fault.ts';
import { findingText } from './render-fault.ts';

/** Thrown by a parser for a value that it does not take. Made into a fault where the place of the value is known. */
export class RefusedValueError extends RangeError {
  override readonly name = 'RefusedValueError';
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(findingText(finding));
    this.finding = finding;
  }
}
