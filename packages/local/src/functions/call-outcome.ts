import type { LambdaFunction, Outcome } from '../model/index.ts';
import type { Ending } from './ending.ts';
import { exited, killed, outOfMemory, responseLimitBytes, responseTooLarge, timedOut } from './lambda-errors.ts';

/** What the Invoke API answers for the way a call ended. */
export function callOutcome(ending: Ending, fn: LambdaFunction, requestId: string): Outcome {
  switch (ending.type) {
    case 'returned':
      // a character takes three bytes at most
      return ending.json.length * 3 > responseLimitBytes && Buffer.byteLength(ending.json) > responseLimitBytes
        ? { kind: 'failed', error: responseTooLarge() }
        : { kind: 'returned', json: ending.json };
    case 'failed':
      return { kind: 'failed', error: ending.error };
    case 'timeout':
      return { kind: 'failed', error: timedOut(requestId, fn.timeoutSeconds) };
    case 'out-of-memory':
      return { kind: 'failed', error: outOfMemory(requestId) };
    case 'killed':
      return { kind: 'failed', error: killed(requestId) };
    case 'exited':
      return { kind: 'failed', error: exited(requestId, ending.code) };
    case 'ready':
    case 'recalled':
      throw new Error(`A call cannot end as "${ending.type}": a defect of the function host.`);
  }
}

/** Whether the environment lives on after this ending. */
export const isReusable = (ending: Ending): boolean =>
  ending.type === 'returned' || (ending.type === 'failed' && !ending.fatal);
