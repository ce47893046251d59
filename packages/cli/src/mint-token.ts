import { chooseClient } from './choose-client.ts';
import { chooseScopes } from './choose-scopes.ts';
import type { Host } from './host.ts';
import type { Project } from './project.ts';
import { requestToken } from './request-token.ts';
import type { RunState } from './run-state.ts';

export interface MintOptions {
  /** @default the project's default client */
  readonly client?: string | undefined;
  /** In the contract's names, with spaces between. @default all the client has */
  readonly scope?: string | undefined;
}

/**
 * An access token of the running platform's own token endpoint.
 *
 * @throws {CliError} for an unknown client or scope, or when there is no answer
 */
export async function mintToken(
  { contract, defaultClient }: Pick<Project, 'contract' | 'defaultClient'>,
  run: Pick<RunState, 'clients'>,
  { client: name, scope, fetch }: MintOptions & Pick<Host, 'fetch'>,
): Promise<string> {
  const client = chooseClient(run.clients, name ?? defaultClient);
  const scopes = chooseScopes({ asked: scope, client, known: Object.keys(contract.scopes) });
  return await requestToken({ client, scopes, fetch });
}
