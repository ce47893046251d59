import type { Host } from '../host/host.ts';
import { mintToken } from '../mint/mint-token.ts';
import type { LoadedProject } from '../project/load-project.ts';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';

export interface ExplainedTokenOptions {
  readonly client?: string | undefined;
  readonly scope?: string | undefined;
  /** A token; `-`: from stdin. */
  readonly token?: string | undefined;
}

export interface ExplainedTokenSource {
  readonly run: RunState;
  readonly host: Pick<Host, 'fetch' | 'readStdin'>;
  readonly options: ExplainedTokenOptions;
}

export interface ExplainedToken {
  readonly token: string | undefined;
  /** Whose token it is, in words. */
  readonly holder: string;
}

/**
 * The token of the request that is explained: minted, given, or none. A given token is not checked here: the explanation
 * tells what is wrong with it.
 *
 * @throws {CliError} for an unknown client or scope, or an empty token
 */
export async function explainedToken(project: LoadedProject, source: ExplainedTokenSource): Promise<ExplainedToken> {
  const { run, host, options } = source;
  const { client, scope, token } = options;
  if (token !== undefined) {
    const text = token === '-' ? (await host.readStdin()).trim() : token;
    if (text === '') throw emptyToken(token);
    return { token: text, holder: token === '-' ? 'the token from stdin' : 'the given token' };
  }
  if (client === undefined && scope === undefined) return { token: undefined, holder: 'a caller without a token' };
  const name = client ?? project.defaultClient;
  const minted = await mintToken(project, run, { client: name, scope, fetch: host.fetch });
  return { token: minted, holder: `client "${name}"${scope === undefined ? '' : ` with scope "${scope}"`}` };
}

const emptyToken = (given: string): CliError =>
  new CliError({
    what: 'There is no token to explain',
    given: given === '-' ? '--token - with nothing on stdin' : '--token ""',
    allowed: 'an access token',
    remedy: 'Check where the token comes from; leave --token out for a request without one',
  });
