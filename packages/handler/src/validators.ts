import type { Route } from '@scopegate/contract';
import { compileAtRunTime } from './compile-at-run-time.ts';
import type { ValidateFunction } from './validate-function.ts';

/**
 * The validator of a route. In a bundle this module is replaced by one that holds the compiled validators: compiling
 * costs a cold start 90 ms.
 */
export const validatorFor = (route: Route): ValidateFunction => compileAtRunTime(route);
