import { afterEach } from '@jest/globals';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Stops a watcher after the test, also when the test fails: a watcher keeps the process alive. */
export const stopAfterTest = (stop: () => unknown): void => {
  stops.push(stop);
};
