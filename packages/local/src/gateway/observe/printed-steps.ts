/** One step that a function printed about its own decision; its schema carries a version. */
export type PrintedStep = Readonly<Record<string, unknown>> & { readonly scopegateTrace: number };

/**
 * The printed lines that are trace steps: JSON objects with a numeric `scopegateTrace`, bare, behind the prefix of
 * Lambda's text log format, or as the `message` of its JSON log format. All other lines are left out.
 */
export function readPrintedSteps(lines: readonly string[]): PrintedStep[] {
  return lines.map(readPrintedStep).filter((step) => step !== undefined);
}

function readPrintedStep(line: string): PrintedStep | undefined {
  if (!line.includes('scopegateTrace')) return undefined;
  const printed = parseObject(line) ?? parseObject(line.split('\t').slice(3).join('\t'));
  if (printed === undefined || isStep(printed)) return printed;
  const { message } = printed;
  const wrapped = typeof message === 'string' ? parseObject(message) : toRecord(message);
  return wrapped && isStep(wrapped) ? wrapped : undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return toRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const toRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;

const isStep = (value: Record<string, unknown>): value is Record<string, unknown> & PrintedStep =>
  typeof value['scopegateTrace'] === 'number';
