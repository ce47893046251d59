import type { Route } from '@scopegate/contract';
import { createAjv } from './create-ajv.ts';
import { inputSchema } from './route-schemas.ts';
import type { ValidateFunction } from './validate-function.ts';

/** For handlers that run from source, as in tests. */
export const compileAtRunTime = (route: Route): ValidateFunction => createAjv().compile(inputSchema(route));
