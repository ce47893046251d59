/** Called by a command that has run, with its exit code. */
export type Finish = (exitCode: number) => void;
