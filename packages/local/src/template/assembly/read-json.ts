import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { FaultList, Finding } from '../../model/index.ts';
import { errorMessage, isJsonObject } from '../../runtime/index.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isList } from '../json-value.ts';
import { isDecidingObject } from './deciding-object.ts';
import { parseYaml } from './read-yaml.ts';

interface FileKind {
  readonly name: string;
  readonly parse: (text: string) => Json;
  readonly remedy: string;
  /** Far more than AWS takes: what is read must end. */
  readonly maxBytes: number;
}

const megabyte = 1024 * 1024;

/** Objects and lists inside each other; what looks into a template does so by recursion. */
const maxDepth = 200;

const jsonFile: FileKind = {
  name: 'JSON',
  parse: (text) => JSON.parse(text),
  remedy: 'Synthesize the assembly again (cdk synth).',
  maxBytes: 64 * megabyte,
};

const yamlFile: FileKind = {
  name: 'YAML',
  parse: (text) => parseYaml(text, isDecidingObject),
  remedy: 'Correct the template.',
  maxBytes: 4 * megabyte,
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
    const value = kind.parse(readText(file, kind.maxBytes));
    return isTooDeep(value) ? { problem: tooDeep } : { value };
  } catch (error) {
    // parsers that work by recursion
    if (error instanceof RangeError) return { problem: tooDeep };
    const isSyntax = error instanceof SyntaxError;
    const what = isSyntax ? `The file is not ${kind.name}` : 'The file cannot be read';
    return { problem: { rule: isSyntax ? 'file-syntax' : 'file-access', what: `${what}: ${errorMessage(error)}` } };
  }
}

const tooDeep: Problem = { rule: 'file-depth', what: `The file has values more than ${maxDepth} deep in each other` };

/** Neither waits for the other end of a named pipe nor reads a device, which has no end. */
function readText(file: string, maxBytes: number): string {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error(`${file} is no file`);
    if (stats.size > maxBytes) throw new Error(`it has ${stats.size} bytes, and at most ${maxBytes} are read`);
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

function isTooDeep(json: Json): boolean {
  let level: readonly Json[] = [json];
  for (let depth = 0; depth <= maxDepth; depth++) {
    level = level.flatMap((value) => (isList(value) ? value : isJsonObject(value) ? Object.values(value) : []));
    if (level.length === 0) return false;
  }
  return true;
}
