/** Where lines go: one JSON text each. */
export type WriteLine = (line: string) => void;

/** To standard output, as it is. The console would put Lambda's own prefix in front. */
export const writeLine: WriteLine = (line) => {
  process.stdout.write(`${line}\n`);
};
