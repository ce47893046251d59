import type { Route } from '@scopegate/contract';
import { compileResponses } from './compile-at-run-time.ts';
import type { ResponseCheck } from './response-check.ts';
import { isChecking } from './response-switch.ts';

/**
 * How the answers of a route are checked; gives `undefined` where they are not. In a bundle this module is replaced by one
 * that asks once, when the code is loaded, and has the validators in a file of their own.
 */
export function responseCheckOf(route: Route): () => ResponseCheck | undefined {
  let compiled: ResponseCheck | undefined;
  return () => {
    if (!isChecking()) return undefined;
    compiled ??= compileResponses(route);
    return compiled;
  };
}
