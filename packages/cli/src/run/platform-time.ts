import type { Host } from '../host/host.ts';
import { CliError } from '../shell/cli-error.ts';
import { isRecord } from '../shell/json.ts';
import { askAdmin } from './ask-admin.ts';
import type { RunState } from './run-state.ts';

/**
 * The platform's time, which may have been moved (`scopegate clock`), in milliseconds since the epoch.
 *
 * @throws {CliError} when the admin endpoint does not tell it
 */
export async function platformTime(run: Pick<RunState, 'admin'>, { fetch }: Pick<Host, 'fetch'>): Promise<number> {
  const response = await askAdmin(run, { path: '/clock', fetch });
  const reading: unknown = await response.json().catch(() => undefined);
  const milliseconds = isRecord(reading) ? reading['epochMilliseconds'] : undefined;
  if (typeof milliseconds === 'number') return milliseconds;
  throw new CliError({
    what: 'The platform does not tell its time',
    given: `${run.admin.url}/clock, whose answer has no epochMilliseconds`,
    allowed: 'a running platform of this version',
    remedy: 'Start it again: scopegate start',
  });
}
