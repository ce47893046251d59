import { CliError } from '../shell/cli-error.ts';
import { isRecord } from '../shell/json.ts';
import { jsonValue, readTextFile } from './option-file.ts';

type Variables = Readonly<Record<string, string>>;

/** The content of a file of environment variables. */
export interface EnvironmentFile {
  /** By the logical ID of the function that gets them. */
  readonly environmentOverrides: Readonly<Record<string, Variables>>;
  /** `Parameters` of the file: for every function that has a variable of the name, unless the file sets its own. */
  readonly environmentForAll?: Variables;
}

/**
 * Reads a file of environment variables in the format of `sam local start-api --env-vars`:
 * `{ "LogicalId": { "NAME": "value" }, "Parameters": { "NAME": "value" } }`. Messages never contain a value.
 *
 * Not checked: that functions and variables exist. The platform refuses those that do not.
 *
 * @throws {CliError} with every fault
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-invoke.html
 */
export const readEnvFile = (file: string): EnvironmentFile =>
  parseEnvFile(
    readTextFile(file, (fault) => badEnvFile(file, [fault])),
    file,
  );

/** As {@link readEnvFile}, for a text. */
export function parseEnvFile(text: string, file: string): EnvironmentFile {
  const value = jsonValue(text, (fault) => badEnvFile(file, [fault]));
  const faults = envFaults(value);
  if (faults.length > 0) throw badEnvFile(file, faults);
  const { Parameters: environmentForAll, ...environmentOverrides } = value as Readonly<Record<string, Variables>>;
  return { environmentOverrides, ...(environmentForAll && { environmentForAll }) };
}

function envFaults(value: unknown): string[] {
  if (!isRecord(value)) return ['it is not a JSON object'];
  return Object.entries(value).flatMap(([id, variables]) => {
    if (!isRecord(variables)) return [`"${id}" is not an object of variables`];
    return Object.entries(variables).flatMap(([name, content]) => [
      ...(/^[A-Za-z][A-Za-z0-9_]*$/.test(name) ? [] : [`"${id}"."${name}" is not a name of a Lambda variable`]),
      ...(typeof content === 'string' ? [] : [`"${id}"."${name}" is not a string`]),
    ]);
  });
}

const badEnvFile = (file: string, faults: readonly string[]): CliError =>
  new CliError({
    what: 'The file of --env cannot be used',
    given: `${file}: ${faults.join('; ')}`,
    allowed: '{ "LogicalId": { "NAME": "value" }, "Parameters": { "NAME": "value for all functions" } }',
    remedy: 'Correct the file; logical IDs are those of the synthesized template',
  });
