import inspector from 'node:inspector';
import { resumePaused } from './resume-paused.ts';

/** An endpoint that debuggers attach to. */
export interface Inspector {
  /** `ws://127.0.0.1:<port>/<id>` */
  readonly url: string;
  /** Also while a debugger holds a function, which then runs on. */
  close(): Promise<void>;
}

/**
 * Opens this process's inspector on loopback. Functions are threads of this process: a debugger that follows worker
 * threads (the `NodeWorker` domain: VS Code, WebStorm, Chrome DevTools) attaches to each as it starts. A breakpoint set
 * while an environment stands still takes effect at its next call.
 *
 * @param port 0: any free one
 * @throws Error when an inspector is open already, or the port cannot be had
 */
export function openInspector(port: number): Inspector {
  if (inspector.url() !== undefined) {
    throw new Error(
      `An inspector is open already, at ${inspector.url()}. Allowed: one per process. Attach to it, or start without --inspect.`,
    );
  }
  inspector.open(port, '127.0.0.1');
  const url = inspector.url();
  if (url !== undefined) return { url, close };
  throw new Error(`The inspector cannot listen on 127.0.0.1:${port}. Allowed: a free port. Choose another.`);
}

async function close(): Promise<void> {
  await resumePaused();
  inspector.close();
}
