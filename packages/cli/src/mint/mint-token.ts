import type { Host } from '../host/host.ts';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { chooseClient } from './choose-client.ts';
import { chooseScopes, contractScope } from './choose-scopes.ts';
import type { MintOptions, MintProject, MintRun } from './mint-options.ts';
import { mintWithoutGrant } from './mint-without-grant.ts';
import { requestToken } from './request-token.ts';

/**
 * A token of the running platform. Of its own token endpoint, where a client and its scopes are all that is asked for; any
 * other token of a user pool, or of an issuer that is stood in for, is minted without a grant.
 *
 * @throws {CliError} for an unknown client, scope or issuer, or when there is no answer
 */
export async function mintToken(
  project: MintProject | undefined,
  run: MintRun,
  { fetch, ...options }: MintOptions & Pick<Host, 'fetch'>,
): Promise<string> {
  if (isWithoutGrant(run, options)) return await mintWithoutGrant({ project, run, options, fetch });
  const { client: name, scope } = options;
  const client = chooseClient(run.clients, name ?? project?.defaultClient ?? onlyClientId(run.clients));
  const known = project === undefined ? client.scopes.map(contractScope) : Object.keys(project.contract.scopes);
  const scopes = chooseScopes({ asked: scope, client, known });
  return await requestToken({ client, scopes, fetch });
}

function isWithoutGrant({ clients, pools, issuers = [] }: MintRun, options: MintOptions): boolean {
  const { issuer, user, claim, group, expiresIn, idToken } = options;
  const isSpecial = [user, claim, group, expiresIn, idToken].some((option) => option !== undefined);
  const isForeign = issuer !== undefined && !pools.some((pool) => pool.issuer === issuer);
  return isSpecial || isForeign || (clients.length === 0 && issuers.length > 0);
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
    allowed:
      'a template with an AWS::Cognito::UserPoolClient, or an issuer that is stood in for: scopegate start --issuer URL',
    remedy: 'Start it so, or give a token of your own: call ... --token -',
  });
