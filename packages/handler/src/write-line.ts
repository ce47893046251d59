/** Where audit and trace lines go: standard output, as it is. The console would put Lambda's own prefix in front. */
export const writeLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
