type ReadValue<Value> = (text: string, earlier?: readonly Value[]) => readonly Value[];

const repeatable = new WeakSet<object>();

/** Reads an option that may be repeated. @param read one value */
export function repeated<Value>(read: (text: string) => Value): ReadValue<Value> {
  const readValue: ReadValue<Value> = (text, earlier = []) => [...earlier, read(text)];
  repeatable.add(readValue);
  return readValue;
}

/** Whether a reader of option values keeps all of them. */
export const keepsEveryValue = (read: object | undefined): boolean => read !== undefined && repeatable.has(read);
