import { readFileSync } from 'node:fs';
import type { FaultList, Finding } from '../../model/index.ts';
import { errorMessage, isJsonObject } from '../../runtime/index.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isDecidingObject } from './deciding-object.ts';
import { parseYaml } from './read-yaml.ts';

interface FileKind {
  readonly name: string;
  readonly parse: (text: string) => Json;
  readonly remedy: string;
}

const jsonFile: FileKind = {
  name: 'JSON',
  parse: (text) => JSON.parse(text),
  remedy: 'Synthesize the assembly again (cdk synth).',
};

const yamlFile: FileKind = {
  name: 'YAML',
  parse: (text) => parseYaml(text, isDecidingObject),
  remedy: 'Correct the template.',
};

/** Reads a JSON object from a file; a file that is not there or holds something else is a fault at its path. */
export const readJsonObject = (file: string, faults: FaultList): JsonObject | undefined =>
  readObject(file, jsonFile, faults);

/** Reads a template: JSON where the file's name ends in `.json`, else YAML with CloudFormation's short forms. */
export const readTemplateFile = (file: string, faults: FaultList): JsonObject | undefined =>
  readObject(file, file.endsWith('.json') ? jsonFile : yamlFile, faults);

function readObject(file: string, kind: FileKind, faults: FaultList): JsonObject | undefined {
  const read = parse(file, kind);
  if (isJsonObject(read.value)) return read.value;
  const { rule, what } = read.problem ?? notAnObject(kind);
  faults.add({ path: file }, { rule, what, remedy: kind.remedy });
  return undefined;
}

type Problem = Pick<Finding, 'rule' | 'what'>;

const notAnObject = ({ name }: FileKind): Problem => ({
  rule: 'file-without-object',
  what: `The file does not hold a ${name} object`,
});

function parse(file: string, kind: FileKind): { value?: Json; problem?: Problem } {
  try {
    return { value: kind.parse(readFileSync(file, 'utf8')) };
  } catch (error) {
    const isSyntax = error instanceof SyntaxError;
    const what = isSyntax ? `The file is not ${kind.name}` : 'The file cannot be read';
    return { problem: { rule: isSyntax ? 'file-syntax' : 'file-access', what: `${what}: ${errorMessage(error)}` } };
  }
}
