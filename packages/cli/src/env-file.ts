import { readFileSync } from 'node:fs';
import { CliError, messageOf } from './cli-error.ts';

/** Environment variables by the logical ID of the function that gets them. */
export type EnvironmentOverrides = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Reads a file of environment variables in the format of `sam local start-api --env-vars`:
 * `{ "LogicalId": { "NAME": "value" } }`. Messages never hold a value.
 *
 * Narrower than SAM: no `Parameters` for all functions. Not checked: that the functions exist.
 *
 * @throws {CliError} for every fault at once
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html
 */
export function readEnvFile(file: string): EnvironmentOverrides {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw badFile(file, [messageOf(error)]);
  }
  return parseEnvFile(text, file);
}

/** As {@link readEnvFile}, for a text. */
export function parseEnvFile(text: string, file: string): EnvironmentOverrides {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which holds secrets.
    throw badFile(file, ['it is not JSON']);
  }
  const faults = faultsOf(value);
  if (faults.length > 0) throw badFile(file, faults);
  return value as EnvironmentOverrides;
}

function faultsOf(value: unknown): string[] {
  if (!isObject(value)) return ['it is not a JSON object'];
  return Object.entries(value).flatMap(([id, variables]) => {
    if (id === 'Parameters') return ['"Parameters" (variables for all functions) is not supported: name each function'];
    if (!isObject(variables)) return [`"${id}" is not an object of variables`];
    return Object.entries(variables).flatMap(([name, content]) => [
      ...(/^[A-Za-z][A-Za-z0-9_]*$/.test(name) ? [] : [`"${id}"."${name}" is no name of a Lambda variable`]),
      ...(typeof content === 'string' ? [] : [`"${id}"."${name}" is not a string`]),
    ]);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const badFile = (file: string, faults: readonly string[]): CliError =>
  new CliError({
    what: 'The file of --env cannot be used',
    given: `${file}: ${faults.join('; ')}`,
    allowed: '{ "LogicalId": { "NAME": "value" } }',
    remedy: 'Correct the file; logical IDs are those of the synthesized template',
  });
