import type { TextValues } from '@scopegate/contract/schemas';
import type { ValidateFunction } from './validate-function.ts';

/** What validates the input of one route. */
export interface InputValidation {
  /** How path parameters are read. */
  readonly params: TextValues;
  /** How the query is read. */
  readonly query: TextValues;
  /** Checks `{ params, query, body }`, the parameters read, the body parsed. */
  readonly check: ValidateFunction;
}
