const isNamedError = /Error$|^MalformedStreamingHandler$/;

/** An error of the runtime itself, under the name that Lambda reports it by (`Runtime.HandlerNotFound`, ...). */
export class RuntimeError extends Error {}

/**
 * Makes the errors of one of AWS's clients: that of Node 24 gives each its name as a property, which the log shows, and
 * calls its classes `...Error`, which JSON logs show.
 */
export const runtimeErrors =
  (nodeMajor: number) =>
  (kind: string, message: string): RuntimeError => {
    const isNew = nodeMajor >= 24;
    const className = isNew && !isNamedError.test(kind) ? `${kind}Error` : kind;
    const Kind = { [className]: class extends RuntimeError {} }[className] ?? RuntimeError;
    const owner = isNew ? new Kind(message) : Kind.prototype;
    Object.defineProperty(owner, 'name', {
      value: `Runtime.${kind}`,
      writable: true,
      configurable: true,
      enumerable: isNew,
    });
    return owner instanceof Kind ? owner : new Kind(message);
  };

export type MakeRuntimeError = ReturnType<typeof runtimeErrors>;

/** What the runtime answers when an error cannot be read. */
export const unreadable = {
  errorType: 'handled',
  errorMessage:
    'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
} as const;

/** DEL would end the header by which the runtime also sends an error. */
export const withoutDel = (text: string): string => text.replaceAll('\x7f', '%7F');
