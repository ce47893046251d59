/** One thing that is wrong with a contract. */
export interface ContractFault {
  /** Path into the declaration: `routes.getOrder.access`. */
  readonly at: string;
  /** What is wrong. */
  readonly problem: string;
  /** What was written there. */
  readonly given: string;
  /** What may be written there. */
  readonly allowed: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Thrown by `defineApi` with every fault of the declaration at once. */
export class ContractError extends Error {
  readonly faults: readonly ContractFault[];

  constructor(title: string, faults: readonly ContractFault[]) {
    super(
      [
        `The contract "${title}" has ${faults.length} fault${faults.length === 1 ? '' : 's'}:`,
        ...faults.map(line),
      ].join('\n'),
    );
    this.name = 'ContractError';
    this.faults = faults;
  }
}

const line = (fault: ContractFault): string =>
  `  ${fault.at}: ${fault.problem}. Given: ${fault.given}. Allowed: ${fault.allowed}. ${fault.remedy}.`;

/** Shows a value in a fault, cut to a readable length. What JSON cannot say is shown by its kind. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (toJson(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? `${member}n` : member));
  } catch {
    return undefined;
  }
}
