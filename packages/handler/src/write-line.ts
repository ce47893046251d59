/**
 * Set on the global object by `@scopegate/testing`: takes the lines that tests of handlers would print. Nothing sets it on AWS,
 * and no template and no environment variable can.
 */
const captured = Symbol.for('scopegate.captured-lines');

/** Where audit and trace lines go: standard output, as it is. The console would put Lambda's own prefix in front. */
export const writeLine = (line: string): void => {
  const lines: unknown = Reflect.get(globalThis, captured);
  if (Array.isArray(lines)) lines.push(line);
  else process.stdout.write(`${line}\n`);
};
