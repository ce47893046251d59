import type { Deviation, LambdaFunction } from '../model/index.ts';
import { nodeMajor } from './function-faults.ts';

/**
 * Functions that are declared for another Node than the one that runs them: language and built-in modules are the newer
 * ones; the rules of the declared runtime (callback handlers) hold.
 *
 * @param nodeVersion as `process.versions.node`
 */
export function runtimeDeviations(functions: readonly LambdaFunction[], nodeVersion: string): Deviation[] {
  return functions.flatMap(({ stack, logicalId, runtime }) => {
    const major = nodeMajor(runtime);
    if (major === undefined || major === Number.parseInt(nodeVersion, 10)) return [];
    return [{ stack, logicalId, text: `Declared for ${runtime}, run on Node ${nodeVersion}.` }];
  });
}
