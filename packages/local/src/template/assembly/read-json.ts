import { readFileSync } from 'node:fs';
import type { FaultList } from '../fault.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';

/** Reads a JSON object from a file; a file that is not there or holds something else is a fault at its path. */
export function readJsonObject(file: string, faults: FaultList): JsonObject | undefined {
  const json = parse(file);
  if (isObject(json.value)) return json.value;
  faults.add(
    { path: file },
    json.problem ?? 'The file does not hold a JSON object',
    'Synthesize the assembly again (cdk synth).',
  );
  return undefined;
}

function parse(file: string): { value?: unknown; problem?: string } {
  try {
    return { value: JSON.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'The file is not JSON' : 'The file cannot be read';
    return { problem: error instanceof Error ? `${problem}: ${error.message}` : problem };
  }
}
