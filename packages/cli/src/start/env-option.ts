import { readFileSync } from 'node:fs';
import { CliError, messageOf } from '../shell/cli-error.ts';

type Variables = Readonly<Record<string, string>>;

/** What a file of environment variables says. */
export interface EnvironmentFile {
  /** By the logical ID of the function that gets them. */
  readonly environmentOverrides: Readonly<Record<string, Variables>>;
  /** SAM's `Parameters`: for every function that has a variable of the name, unless it has its own. */
  readonly environmentForAll?: Variables;
}

/**
 * Reads a file of environment variables in the format of `sam local start-api --env-vars`:
 * `{ "LogicalId": { "NAME": "value" }, "Parameters": { "NAME": "value" } }`. Messages never hold a value.
 *
 * Not checked: that functions and variables exist; the platform refuses those that do not.
 *
 * @throws {CliError} for every fault at once
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html
 */
export function readEnvFile(file: string): EnvironmentFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw badFile(file, [messageOf(error)]);
  }
  return parseEnvFile(text, file);
}

/** As {@link readEnvFile}, for a text. */
export function parseEnvFile(text: string, file: string): EnvironmentFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which holds secrets.
    throw badFile(file, ['it is not JSON']);
  }
  const faults = faultsOf(value);
  if (faults.length > 0) throw badFile(file, faults);
  const { Parameters: environmentForAll, ...environmentOverrides } = value as Readonly<Record<string, Variables>>;
  return { environmentOverrides, ...(environmentForAll && { environmentForAll }) };
}

function faultsOf(value: unknown): string[] {
  if (!isObject(value)) return ['it is not a JSON object'];
  return Object.entries(value).flatMap(([id, variables]) => {
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
    allowed: '{ "LogicalId": { "NAME": "value" }, "Parameters": { "NAME": "value for all functions" } }',
    remedy: 'Correct the file; logical IDs are those of the synthesized template',
  });
