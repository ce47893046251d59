import type { Host } from '../host/host.ts';
import type { Project } from '../project/project.ts';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { chooseClient } from './choose-client.ts';
import { chooseScopes, contractScope } from './choose-scopes.ts';
import { requestToken } from './request-token.ts';

export interface MintOptions {
  /** @default the project's default client; of a template the only client */
  readonly client?: string | undefined;
  /** Of the contract, or of the client, separated by spaces. @default all scopes of the client */
  readonly scope?: string | undefined;
}

/**
 * An access token of the running platform's own token endpoint.
 *
 * @throws {CliError} for an unknown client or scope, or when there is no answer
 */
export async function mintToken(
  project: Pick<Project, 'contract' | 'defaultClient'> | undefined,
  run: Pick<RunState, 'clients'>,
  { client: name, scope, fetch }: MintOptions & Pick<Host, 'fetch'>,
): Promise<string> {
  const client = chooseClient(run.clients, name ?? project?.defaultClient ?? onlyClientId(run.clients));
  const known = project === undefined ? client.scopes.map(contractScope) : Object.keys(project.contract.scopes);
  const scopes = chooseScopes({ asked: scope, client, known });
  return await requestToken({ client, scopes, fetch });
}

function onlyClientId(clients: RunState['clients']): string {
  const [client, ...others] = clients;
  if (client === undefined) throw noClients();
  if (others.length === 0) return client.clientId;
  throw new CliError({
    what: 'It is not clear which client requests the token',
    given: 'no --client',
    allowed: clients.map(({ name }) => name).join(', '),
    remedy: 'Name one with --client',
  });
}

const noClients = (): CliError =>
  new CliError({
    what: 'The platform has no clients that could request a token',
    given: 'no --client',
    allowed: 'a template with an AWS::Cognito::UserPoolClient',
    remedy: 'Give a token of your own: call ... --token -',
  });
