import type { Stack } from 'aws-cdk-lib';

/** Lambda's limit for all environment variables of a function, names and values. */
export const environmentLimit = 4096;

// User pool IDs have 55 characters at most, client IDs mostly 26; a value that only the deploy knows counts as this many.
const assumedIdLength = 56;

/** Bytes of an environment, where values that only the deploy knows count with an assumed length. */
export const environmentSize = (stack: Stack, environment: Readonly<Record<string, string>>): number =>
  Object.entries(environment).reduce((sum, [name, value]) => sum + name.length + size(stack.resolve(value)), 0);

function size(resolved: unknown): number {
  if (typeof resolved === 'string') return Buffer.byteLength(resolved);
  const joined = joinedParts(resolved);
  return joined === undefined ? assumedIdLength : joined.reduce<number>((sum, part) => sum + size(part), 0);
}

function joinedParts(value: unknown): readonly unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('Fn::Join' in value)) return undefined;
  const [separator, parts] = Array.isArray(value['Fn::Join']) ? value['Fn::Join'] : [];
  return separator === '' && Array.isArray(parts) ? parts : undefined;
}
