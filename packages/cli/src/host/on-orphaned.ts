const lookMilliseconds = 500;

/**
 * Calls the listener once the process that started this one has ended. npx ends the shell between itself and a command when it
 * gets SIGTERM, and passes no signal on.
 *
 * @returns ends the watch
 */
export function onOrphaned(listener: () => void): () => void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    listener();
  }, lookMilliseconds).unref();
  return () => clearInterval(timer);
}
