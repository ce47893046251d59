interface Closable {
  close(): Promise<void>;
}

/** Ends what was started, last first. */
export interface Cleanup {
  add<Part extends Closable>(part: Part): Part;
  /** Once, however often it is asked. */
  readonly run: () => Promise<void>;
}

export function createCleanup(): Cleanup {
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
