/** Reads an option that may be repeated. @param read one value */
export const repeated =
  <Value>(read: (text: string) => Value) =>
  (text: string, earlier: readonly Value[] = []): readonly Value[] => [...earlier, read(text)];
