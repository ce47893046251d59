import type { IamKey, RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';

/**
 * The key that signs a call: the platform's own, which may call every route, or that of a caller of `--identity`.
 *
 * @throws {CliError} when there is no such caller
 */
export function chooseKey({ iam, identities = [] }: Pick<RunState, 'iam' | 'identities'>, name?: string): IamKey {
  if (name === undefined) return iam;
  const found = identities.find((identity) => identity.name === name);
  if (found !== undefined) return { ...found, region: iam.region };
  throw new CliError({
    what: 'There is no such caller',
    given: `--sign ${name}`,
    allowed:
      identities.map((identity) => identity.name).join(', ') || '--sign alone: the platform has no further callers',
    remedy: "Start the platform with --identity NAME='GET /path', or --identities FILE",
  });
}
