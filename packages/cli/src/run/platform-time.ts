import type { Host } from '../host/host.ts';
import { CliError } from '../shell/cli-error.ts';
import { askAdmin } from './ask-admin.ts';
import type { RunState } from './run-state.ts';

/**
 * The platform's time, which tests and people may have moved, in milliseconds since the epoch.
 *
 * @throws {CliError} when the admin endpoint does not tell
 */
export async function platformTime(run: Pick<RunState, 'admin'>, { fetch }: Pick<Host, 'fetch'>): Promise<number> {
  const response = await askAdmin(run, { path: '/clock', fetch });
  const reading: unknown = await response.json().catch(() => undefined);
  const milliseconds = epochMillisecondsOf(reading);
  if (milliseconds !== undefined) return milliseconds;
  throw new CliError({
    what: 'The platform does not tell its time',
    given: `${run.admin.url}/clock, whose answer has no epochMilliseconds`,
    allowed: 'a running platform of this version',
    remedy: 'Start it again: scopegate start',
  });
}

function epochMillisecondsOf(reading: unknown): number | undefined {
  if (typeof reading !== 'object' || reading === null || !('epochMilliseconds' in reading)) return undefined;
  const { epochMilliseconds } = reading;
  return typeof epochMilliseconds === 'number' ? epochMilliseconds : undefined;
}
