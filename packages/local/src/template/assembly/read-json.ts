import { readFileSync } from 'node:fs';
import type { FaultList } from '../../model/index.ts';
import type { JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import { parseYaml } from './read-yaml.ts';

interface FileKind {
  readonly name: string;
  readonly parse: (text: string) => unknown;
  readonly remedy: string;
}

const jsonFile: FileKind = {
  name: 'JSON',
  parse: (text) => JSON.parse(text),
  remedy: 'Synthesize the assembly again (cdk synth).',
};

const yamlFile: FileKind = { name: 'YAML', parse: parseYaml, remedy: 'Correct the template.' };

/** Reads a JSON object from a file; a file that is not there or holds something else is a fault at its path. */
export const readJsonObject = (file: string, faults: FaultList): JsonObject | undefined =>
  readObject(file, jsonFile, faults);

/** Reads a template: JSON where the file's name ends in `.json`, else YAML with CloudFormation's short forms. */
export const readTemplateFile = (file: string, faults: FaultList): JsonObject | undefined =>
  readObject(file, file.endsWith('.json') ? jsonFile : yamlFile, faults);

function readObject(file: string, kind: FileKind, faults: FaultList): JsonObject | undefined {
  const read = parse(file, kind);
  if (isObject(read.value)) return read.value;
  faults.add({ path: file }, read.problem ?? `The file does not hold a ${kind.name} object`, kind.remedy);
  return undefined;
}

function parse(file: string, kind: FileKind): { value?: unknown; problem?: string } {
  try {
    return { value: kind.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    const problem = error instanceof SyntaxError ? `The file is not ${kind.name}` : 'The file cannot be read';
    return { problem: error instanceof Error ? `${problem}: ${error.message}` : problem };
  }
}
