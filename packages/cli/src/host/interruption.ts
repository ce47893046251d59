import { CliError } from '../shell/cli-error.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import type { Host } from './host.ts';

/** Whether the user has asked the command to stop. */
export interface Interruption {
  /** Aborted by the first signal. Its reason is the error that ends a command which has nothing to shut down yet. */
  readonly signal: AbortSignal;
  /** Settles at the first signal. */
  readonly happened: Promise<void>;
  /**
   * Listens from now on, if it does not yet. Until then a signal ends the process at once, as no code of ours has to run
   * for it: reading a template keeps the process busy.
   */
  listen(): void;
  /** Stops listening for signals. */
  end(): void;
}

/** One Ctrl-C may arrive twice: from the terminal, and from the package manager, which passes it on. */
const sameKeyMilliseconds = 300;

/**
 * Prepares to listen for SIGINT, SIGTERM and SIGHUP. The first signal asks the command to stop. A second one, while it
 * stops, ends the process with exit code 130.
 *
 * @param abandon called before the process ends at the second signal: removes what must not stay behind; synchronous
 */
export function watchInterruption(host: Pick<Host, 'onSignal' | 'exit' | 'now'>, abandon: () => void): Interruption {
  const controller = new AbortController();
  let firstAt = 0;
  const happened = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const onSignal = (): void => {
    if (!controller.signal.aborted) {
      firstAt = host.now();
      controller.abort(interrupted());
    } else if (host.now() - firstAt > sameKeyMilliseconds) {
      abandon();
      host.exit(exitCodes.interrupted);
    }
  };
  let stop: (() => void) | undefined;
  return {
    signal: controller.signal,
    happened,
    listen: () => {
      stop ??= host.onSignal(onSignal);
    },
    end: () => {
      stop?.();
      stop = undefined;
    },
  };
}

const interrupted = (): CliError =>
  new CliError({
    what: 'Interrupted',
    given: 'a signal',
    allowed: 'to wait for the end',
    remedy: 'Nothing is left behind; run the command again',
    exitCode: exitCodes.interrupted,
  });
