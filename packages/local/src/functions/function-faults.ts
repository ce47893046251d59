import { type Fault, type Finding, isReservedVariable, type LambdaFunction } from '../model/index.ts';
import { quote } from '../runtime/index.ts';
import { parseNodeOptions } from './node-options.ts';

const environmentLimitBytes = 4096;
const newestRuntime = 24;

/**
 * Everything about a function that keeps this host from running it as AWS would (or that AWS would refuse to deploy). Such
 * a function is never run: calling it fails with these faults.
 *
 * Looks at the declaration only; a missing file or export shows at init, as on AWS.
 */
export function functionFaults(fn: LambdaFunction): Fault[] {
  const at = (property: string, findings: readonly Finding[]): Fault[] =>
    findings.map((finding) => functionFault(fn, property, finding));
  return [
    ...at('Runtime', runtimeFindings(fn)),
    ...at('Timeout', timeoutFindings(fn)),
    ...at('MemorySize', memoryFindings(fn)),
    ...at('Environment.Variables', environmentFindings(fn)),
    ...at('Environment.Variables.NODE_OPTIONS', parseNodeOptions(fn.environment['NODE_OPTIONS'] ?? '').findings),
  ];
}

/** A fault at a property of a function. */
export const functionFault = ({ stack, logicalId }: LambdaFunction, property: string, finding: Finding): Fault => ({
  where: { stack, logicalId, type: 'AWS::Lambda::Function', path: `Properties.${property}` },
  ...finding,
});

/** 24 for `nodejs24.x`, 4 for `nodejs4.3`, 0 for `nodejs`, the first; undefined for other runtimes. */
export function nodeMajor(runtime: string): number | undefined {
  const match = /^nodejs(?:(\d+)\.(?:x|\d+))?$/.exec(runtime);
  return match === null ? undefined : Number(match[1] ?? 0);
}

function runtimeFindings({ runtime }: LambdaFunction): Finding[] {
  const major = nodeMajor(runtime);
  if (major !== undefined && major <= newestRuntime) return [];
  return [
    {
      rule: 'function-runtime',
      what: 'Functions of this runtime are not run',
      given: quote(runtime),
      allowed: `Node.js up to nodejs${newestRuntime}.x`,
      remedy: 'Use one of these runtimes, or call the function on AWS.',
    },
  ];
}

const timeoutFindings = ({ timeoutSeconds }: LambdaFunction): Finding[] =>
  timeoutSeconds >= 1 && timeoutSeconds <= 900
    ? []
    : [
        {
          rule: 'function-timeout-range',
          what: 'Timeout is out of range',
          given: String(timeoutSeconds),
          allowed: '1 to 900 seconds',
          remedy: 'Choose a Timeout in that range.',
        },
      ];

const memoryFindings = ({ memoryMegabytes }: LambdaFunction): Finding[] =>
  memoryMegabytes >= 128 && memoryMegabytes <= 10_240
    ? []
    : [
        {
          rule: 'function-memory-range',
          what: 'MemorySize is out of range',
          given: String(memoryMegabytes),
          allowed: '128 to 10240 megabytes',
          remedy: 'Choose a MemorySize in that range.',
        },
      ];

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function environmentFindings({ environment }: LambdaFunction): Finding[] {
  const names = Object.keys(environment);
  const reserved = names.filter(isReservedVariable);
  const bytes = Object.entries(environment).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  return [
    ...names
      .filter((name) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name) && !isReservedVariable(name))
      .map((name) => ({
        rule: 'function-variable-name',
        what: `Environment variable ${quote(name)} has no valid name`,
        allowed: 'a letter, then letters, digits or "_"',
        remedy: 'Rename it.',
      })),
    ...(reserved.length > 0
      ? [
          {
            rule: 'function-reserved-variables',
            what: `Environment sets ${reserved.join(', ')}, which Lambda reserves and refuses to deploy`,
            remedy: 'Remove them.',
          },
        ]
      : []),
    ...(bytes > environmentLimitBytes
      ? [
          {
            rule: 'function-variables-size',
            what: 'The environment variables are too long',
            given: `${bytes} bytes`,
            allowed: `at most ${environmentLimitBytes} bytes`,
            remedy: 'Move values elsewhere.',
          },
        ]
      : []),
  ];
}
