import { errorMessage } from './error-message.ts';

/** Calls a listener. One that throws is reported as a process warning and changes nothing. */
export function tellListener(who: string, tell: () => void): void {
  try {
    tell();
  } catch (error) {
    process.emitWarning(`${who} failed: ${errorMessage(error)}`, 'ScopegateObserverWarning');
  }
}
