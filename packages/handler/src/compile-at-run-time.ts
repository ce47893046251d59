import type { Route } from '@scopegate/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ajvOptions } from './ajv-options.ts';
import { eventSchema } from './event-schema.ts';
import type { ValidateFunction } from './validate-function.ts';

/** For handlers that run from source, as in tests. */
export const compileAtRunTime = (route: Route): ValidateFunction => new Ajv2020(ajvOptions).compile(eventSchema(route));
