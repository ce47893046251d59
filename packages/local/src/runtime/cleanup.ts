export interface Closable {
  close(): Promise<void>;
}

/** Ends what was started, last first; once, however often it is asked. */
export function createCleanup() {
  const started: Closable[] = [];
  let ended: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    for (const part of started.reverse()) await part.close();
  };
  return {
    add<Part extends Closable>(part: Part): Part {
      started.push(part);
      return part;
    },
    run: (): Promise<void> => {
      ended ??= end();
      return ended;
    },
  };
}
