/** A compiled schema: whether a value fits, and in `errors` why it does not. */
export interface ValidateFunction {
  (value: unknown): boolean;
  errors?: readonly unknown[] | null;
}
