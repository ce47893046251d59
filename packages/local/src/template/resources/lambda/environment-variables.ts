import type { PropertyReader } from '../../properties/property-reader.ts';

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const reservedNames: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

const namePattern = /^[A-Za-z][A-Za-z0-9_]+$/;
const maxBytes = 4096;

/**
 * The environment variables of a function: resolved, with the overrides in place of the template's values. A value that
 * is overridden need not be resolvable. Messages name variables, never their values.
 * @param variables the template's; `undefined` when it has none
 */
export function readEnvironment(
  variables: PropertyReader | undefined,
  overrides: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (variables === undefined) return {};
  const entries = variables.names.flatMap((name) => {
    checkName(variables, name);
    const value = Object.hasOwn(overrides, name) ? overrides[name] : variables.optionalSecret(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  checkSize(variables, entries);
  return Object.fromEntries(entries);
}

function checkName(variables: PropertyReader, name: string): void {
  if (reservedNames.has(name)) {
    variables.fault(name, `${reservedReason} Reserved keys used in this request: ${name}`, 'Rename the variable.');
  } else if (name === 'TZ') {
    variables.fault(
      name,
      'A time zone of its own is not run by the local platform',
      'Remove TZ, and pass the zone in the code.',
    );
  } else if (!namePattern.test(name)) {
    const remedy = 'Use a letter, then one or more letters, digits and underscores.';
    variables.fault(name, `${JSON.stringify(name)} is not a name of an environment variable`, remedy);
  }
}

const reservedReason =
  'Lambda was unable to configure your environment variables because the environment variables you have provided ' +
  'contains reserved keys that are currently not supported for modification.';

/** Lambda counts the variables as one JSON text. */
function checkSize(variables: PropertyReader, entries: readonly (readonly [string, string])[]): void {
  const bytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(entries)));
  if (bytes <= maxBytes) return;
  variables.faultHere(
    'Lambda was unable to configure your environment variables because the environment variables you have provided ' +
      `exceeded the 4KB limit. They take ${bytes} bytes.`,
    'Shorten the values, or read large ones at run time.',
  );
}
