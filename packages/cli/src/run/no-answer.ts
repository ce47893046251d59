import { CliError } from '../shell/cli-error.ts';
import { errorCode } from '../shell/error-code.ts';
import { messageOf } from '../shell/error-message.ts';

/** The failure of a request that a part of the running platform did not answer. @param error what `fetch` threw */
export const noAnswer = (part: 'API' | 'token endpoint' | 'database', url: string, error: unknown): CliError =>
  new CliError({
    what: `The ${part} does not answer`,
    given: `${url} (${causeOf(error)})`,
    allowed: 'a running platform',
    remedy: 'Start it: scopegate start',
  });

/** Why a `fetch` failed: its own message is only "fetch failed". */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return errorCode(cause) ?? messageOf(cause);
}
