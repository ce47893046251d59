import { fault, type SynthFault } from '../fault.ts';
import { type FoundResource, resourcesOf, type Template, target } from './template.ts';

/** Lambda's limit for the resource policy of a function. */
const policyLimit = 20_480;

// Sid (stack name, logical ID and a suffix, at most 100 characters), Effect, Principal and the function's ARN.
const statementOverhead = 330;
// What a value from the deploy (region, account, API ID) adds, roughly.
const assumedValueLength = 14;

/** Functions whose permissions together outgrow a resource policy. */
export function checkResourcePolicies(template: Template): SynthFault[] {
  const sizes = new Map<string, number>();
  for (const permission of resourcesOf(template, 'AWS::Lambda::Permission')) {
    const name = target(permission.properties['FunctionName']);
    sizes.set(name, (sizes.get(name) ?? 0) + statementSize(permission));
  }
  return [...sizes]
    .filter(([, size]) => size > policyLimit)
    .map(([name, size]) => fault('policy-too-large', name, `about ${size} bytes`));
}

const statementSize = ({ properties }: FoundResource): number =>
  statementOverhead + textLength(properties['SourceArn']) + textLength(properties['Action']);

function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  if ('Fn::Join' in value) return textLength(value['Fn::Join']);
  return assumedValueLength;
}
