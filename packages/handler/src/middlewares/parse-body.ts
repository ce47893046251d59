import jsonBodyParser from '@middy/http-json-body-parser';
import type { Middleware } from '../http-types.ts';

/** Puts the parsed JSON in place of the body's text; 415 for another media type, 400 for what is not JSON. */
export const parseBody = (): Middleware => jsonBodyParser() as Middleware;
