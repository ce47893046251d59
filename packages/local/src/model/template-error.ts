import type { Fault } from './fault.ts';
import { renderFaults } from './render-fault.ts';

/**
 * An assembly that cannot run faithfully. It has every fault that was found; `message` lists them as text. Values of
 * environment variables never appear in it.
 */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
  readonly code = 'TEMPLATE_NOT_RUNNABLE';
  readonly faults: readonly Fault[];

  /** @param faults at least one */
  constructor(faults: readonly Fault[]) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    super(`The assembly cannot be run locally: ${count}.\n\n${renderFaults(faults)}`);
    this.faults = faults;
  }
}
