import type { LambdaFunction } from '../model/index.ts';
import { isReserved } from './environment-variables.ts';

const environmentLimitBytes = 4096;

/**
 * Everything about a function that keeps this host from running it as AWS would (or that AWS would refuse to deploy): each
 * with what was given, what is allowed and what to do. Such a function is never run: calling it fails with these words.
 *
 * Looks at the declaration only; a missing file or export shows at init, as on AWS.
 */
export function functionFaults(fn: LambdaFunction): string[] {
  return [...runtimeFaults(fn), ...limitFaults(fn), ...environmentFaults(fn)];
}

/** 24 for `nodejs24.x`; undefined for other runtimes. */
export function nodeMajor(runtime: string): number | undefined {
  const major = /^nodejs(\d+)\.x$/.exec(runtime)?.[1];
  return major === undefined ? undefined : Number(major);
}

function runtimeFaults({ runtime }: LambdaFunction): string[] {
  const major = nodeMajor(runtime);
  if (major !== undefined && major >= 18 && major <= 24) return [];
  return [
    `Runtime is "${runtime}"; run here are nodejs18.x to nodejs24.x. Use one of them, or call this function on AWS.`,
  ];
}

function limitFaults({ timeoutSeconds, memoryMegabytes }: LambdaFunction): string[] {
  const faults: string[] = [];
  if (!(timeoutSeconds >= 1 && timeoutSeconds <= 900)) {
    faults.push(`Timeout is ${timeoutSeconds}; allowed are 1 to 900 seconds.`);
  }
  if (!(memoryMegabytes >= 128 && memoryMegabytes <= 10_240)) {
    faults.push(`MemorySize is ${memoryMegabytes}; allowed are 128 to 10240 megabytes.`);
  }
  return faults;
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function environmentFaults({ environment }: LambdaFunction): string[] {
  const names = Object.keys(environment);
  const faults = names
    .filter((name) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(name) && !isReserved(name))
    .map(
      (name) => `Environment variable "${name}" has no valid name: a letter, then letters, digits or "_". Rename it.`,
    );
  const reserved = names.filter(isReserved);
  if (reserved.length > 0) {
    faults.push(`Environment sets ${reserved.join(', ')}, which Lambda reserves and refuses to deploy. Remove them.`);
  }
  const bytes = Object.entries(environment).reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (bytes > environmentLimitBytes) {
    faults.push(`Environment holds ${bytes} bytes; allowed are ${environmentLimitBytes}. Move values elsewhere.`);
  }
  return faults;
}
