import { Session } from 'node:inspector';

/** Longest wait for the threads' answers; one that stands still between calls gives none, and needs none. */
const answerMillis = 200;

/**
 * Lets every thread go that a debugger holds: one that is held cannot be ended, and its process neither.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/v8/Debugger/#method-resume
 */
export async function resumePaused(): Promise<void> {
  const session = new Session();
  session.connect();
  session.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) => {
    for (const [id, method] of ['Debugger.enable', 'Debugger.setSkipAllPauses', 'Debugger.resume'].entries()) {
      const message = JSON.stringify({ id, method, params: { skip: true } });
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    }
  });
  session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  await new Promise((resolve) => setTimeout(resolve, answerMillis));
  session.disconnect();
}
