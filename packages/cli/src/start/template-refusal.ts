import type { Fault } from '@scopegate/local';
import { faultCount, faultsText } from '../faults/fault-text.ts';
import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { printable } from '../shell/safe-text.ts';

/** A template that cannot be run as AWS would run it: every fault, and nothing is served. */
export class TemplateRefusal extends CliError {
  readonly faults: readonly Fault[];

  /** @param path what was given */
  constructor(path: string, faults: readonly Fault[]) {
    super({
      what: 'The template cannot be run',
      given: path,
      allowed: 'one that can be run faithfully',
      remedy: 'Mend it',
      exitCode: exitCodes.template,
    });
    this.message = refusalText(path, faults);
    this.faults = faults;
  }
}

function refusalText(path: string, faults: readonly Fault[]): string {
  const skip = faults.some(({ where }) => where.logicalId !== undefined)
    ? "\nTo leave a route out, answered with 501: --skip-route 'METHOD /path'.\n"
    : '';
  return `${printable(path)} cannot be run as AWS would run it: ${faultCount(faults)}. Nothing is served.\n\n${faultsText(faults)}${skip}`.trimEnd();
}
