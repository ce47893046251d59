import type { Fault } from '@scopegate/local';
import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { withoutLibraryNames } from './without-library-names.ts';

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

/** Every fault as a paragraph: where, why, what to do. */
function refusalText(path: string, faults: readonly Fault[]): string {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const skip = faults.some(({ logicalId }) => logicalId !== undefined)
    ? "\nTo leave a route out, answered with 501: --skip-route 'METHOD /path'.\n"
    : '';
  return `${path} cannot be run as AWS would run it: ${count}. Nothing is served.\n\n${faults.map(paragraph).join('\n')}${skip}`.trimEnd();
}

const paragraph = (fault: Fault): string =>
  `  ${placeOf(fault)}\n    ${fault.reason}\n    What to do: ${withoutLibraryNames(fault.remedy)}\n`;

function placeOf({ stack, logicalId, type, path }: Fault): string {
  const owner = [stack, logicalId].filter((part) => part !== undefined).join('/');
  if (owner === '') return asOption(path);
  return `${owner}${type === undefined ? '' : ` (${type})`}  ${path}`;
}

/** The library's options, as the command line has them. */
const optionOf: Readonly<Record<string, string>> = {
  accountId: '--account',
  api: '--api',
  domains: '--domain',
  environmentForAll: '--env',
  environmentOverrides: '--env',
  identities: '--identities',
  gatewaySettings: '--setting',
  parameters: '--parameter',
  policies: '--policy',
  region: '--region',
  skipRoutes: '--skip-route',
  stack: '--stack',
};

function asOption(path: string): string {
  const [, name = '', rest] = /^(\w+)(?:\.(.*))?$/s.exec(path) ?? [];
  const option = Object.hasOwn(optionOf, name) ? optionOf[name] : undefined;
  if (option === undefined) return path;
  return rest === undefined ? option : `${option} ${rest}`;
}
