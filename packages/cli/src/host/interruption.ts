import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Host } from './host.ts';

/** The user's wish to stop. */
export interface Interruption {
  /** Aborted by the first signal; its reason is the error to end with when there is nothing yet to take down. */
  readonly signal: AbortSignal;
  /** Settles at the first signal. */
  readonly happened: Promise<void>;
  /** Stops watching. */
  end(): void;
}

/** A terminal and a package manager both pass one Ctrl-C on. */
const sameKeyMilliseconds = 300;

/**
 * Watches for SIGINT, SIGTERM and SIGHUP. The first asks to stop; the second, while stopping, ends the process with
 * exit code 130.
 *
 * @param abandon takes back what must not stay behind; synchronous
 */
export function watchInterruption(host: Pick<Host, 'onSignal' | 'exit' | 'now'>, abandon: () => void): Interruption {
  const controller = new AbortController();
  let firstAt = 0;
  const happened = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const end = host.onSignal(() => {
    if (!controller.signal.aborted) {
      firstAt = host.now();
      controller.abort(interrupted());
    } else if (host.now() - firstAt > sameKeyMilliseconds) {
      abandon();
      host.exit(exitCodes.interrupted);
    }
  });
  return { signal: controller.signal, happened, end };
}

const interrupted = (): CliError =>
  new CliError({
    what: 'Interrupted',
    given: 'a signal',
    allowed: 'to wait for the end',
    remedy: 'Nothing is left behind; run the command again',
    exitCode: exitCodes.interrupted,
  });
