import { fault, type SynthFault } from '../fault.ts';
import { type FunctionReading, functionReader } from './function-ids.ts';
import { readText, valueKey } from './read-text.ts';
import { type FoundResource, resourcesOf, type Template } from './template.ts';

/** Lambda's limit for the resource policy of a function. */
const policyLimit = 20_480;

// Sid (stack name, logical ID and a suffix, at most 100 characters), Effect, Principal and the function's ARN.
const statementOverhead = 330;
// What a value from the deploy (region, account, API ID) adds, roughly.
const assumedValueLength = 14;
// What a value adds of which nothing is known: about as much as an ARN with a long path.
const longestArn = 256;

/** Functions whose permissions together outgrow a resource policy. A value that cannot be read counts as one function. */
export function checkResourcePolicies(template: Template): SynthFault[] {
  const read = functionReader(template);
  const sizes = new Map<string, number>();
  for (const permission of resourcesOf(template, 'AWS::Lambda::Permission')) {
    const name = nameOf(permission.properties['FunctionName'], read);
    sizes.set(name, (sizes.get(name) ?? 0) + statementSize(permission));
  }
  return [...sizes]
    .filter(([, size]) => size > policyLimit)
    .map(([name, size]) => fault('policy-too-large', name, `about ${size} bytes`));
}

function nameOf(value: unknown, read: (value: unknown) => FunctionReading): string {
  const reading = read(value);
  if (reading.kind === 'unread') return valueKey(value);
  return reading.kind === 'named' ? reading.name : reading.logicalId;
}

const statementSize = ({ properties }: FoundResource): number =>
  statementOverhead + textLength(properties['SourceArn']) + textLength(properties['Action']);

const textLength = (value: unknown): number =>
  (readText(value) ?? ['?'.repeat(longestArn)]).reduce(
    (sum, part) => sum + (typeof part === 'string' ? part.length : assumedValueLength),
    0,
  );
