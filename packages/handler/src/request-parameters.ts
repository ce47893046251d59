/** A request's parameters as the contract declares them. */
export interface RequestParameters {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
}

// By event: Middy hands handlers the event, not its own state. In the event stay the texts that its type promises.
const parameters = new WeakMap<object, RequestParameters>();

export const rememberParameters = (event: object, read: RequestParameters): void => {
  parameters.set(event, read);
};

/** @throws {Error} when the event was not validated: the handler must not run */
export function parametersOf(event: object): RequestParameters {
  const read = parameters.get(event);
  if (read === undefined)
    throw new Error(
      'The request was not validated before the handler. Let middlewares change the event, not replace it.',
    );
  return read;
}
