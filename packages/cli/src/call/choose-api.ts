import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';

/**
 * The URL of the API that `--api` names; without the option that of the first.
 *
 * @throws {CliError} when there is no such API
 */
export function chooseApi({ apis, url }: Pick<RunState, 'apis' | 'url'>, id: string | undefined): string {
  if (id === undefined) return url;
  const found = Object.hasOwn(apis, id) ? apis[id] : undefined;
  if (found !== undefined) return found;
  throw new CliError({
    what: 'There is no such API',
    given: `--api ${id}`,
    allowed: Object.keys(apis).join(', '),
    remedy: 'Name one by its logical ID',
  });
}
