import type { Route } from '@scopegate/contract';
import { compileAtRunTime } from './compile-at-run-time.ts';

/** A compiled schema: whether a value fits, and in `errors` why it does not. */
export interface ValidateFunction {
  (value: unknown): boolean;
  errors?: readonly unknown[] | null;
}

/**
 * The validator of a route. In a bundle this module is replaced by one that holds the compiled validators: compiling
 * costs a cold start 90 ms.
 */
export const validatorFor = (route: Route): ValidateFunction => compileAtRunTime(route);
