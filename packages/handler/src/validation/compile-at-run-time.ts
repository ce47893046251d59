import type { Route } from '@scopegate/contract';
import { createAjv } from './create-ajv.ts';
import { createResponseCheck } from './create-response-check.ts';
import type { ResponseCheck } from './response-check.ts';
import { answerKinds, answerSchema, inputSchema } from './route-schemas.ts';
import type { ValidateFunction } from './validate-function.ts';

// For handlers that run from source, as in tests; bundles have what `build/compile-ahead.ts` makes.

export const compileInput = (route: Route): ValidateFunction => createAjv().compile(inputSchema(route));

export const compileResponses = (route: Route): ResponseCheck =>
  createResponseCheck(answerKinds(route), createAjv().compile(answerSchema(route)));
