import { join } from 'node:path';
import type { GivenIdentity, Platform } from '@scopegate/local';
import { CliError } from '../shell/cli-error.ts';
import type { RunIdentity, RunState } from './run-state.ts';

/** What is recorded of a platform. */
interface DescribedPlatform
  extends Pick<
    Platform,
    'pools' | 'issuers' | 'issuerHost' | 'authorizers' | 'iam' | 'admin' | 'databaseEndpoint' | 'tables'
  > {
  readonly apis: readonly Pick<Platform['apis'][number], 'stack' | 'logicalId' | 'apiId' | 'name' | 'url'>[];
}

export interface RunFacts {
  readonly port: number;
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly served?: RunState['served'];
  readonly assembly: string;
  /** @default none */
  readonly identities?: readonly GivenIdentity[];
}

/**
 * The record of a started platform, from which other commands find it.
 *
 * @throws {CliError} when it serves no API
 */
export function describeRun(platform: DescribedPlatform, facts: RunFacts): RunState {
  const { apis, pools, issuers, issuerHost, authorizers, iam, admin, databaseEndpoint, tables } = platform;
  const [api] = apis;
  if (api === undefined) throw noApi(facts.assembly);
  const [pool] = pools;
  return {
    version: 1,
    port: facts.port,
    pid: facts.pid,
    startedAt: new Date(facts.startedAt).toISOString(),
    url: api.url,
    apis: Object.fromEntries([
      ...apis.map(({ logicalId, url }) => [logicalId, url]),
      ...apis.map(({ stack, logicalId, url }) => [`${stack}/${logicalId}`, url]),
    ]),
    ...(pool === undefined ? {} : { issuer: pool.issuer }),
    ...endpointOf(pool),
    pools: pools.map(({ issuer, jwksUri }) => ({ issuer, jwksUri })),
    issuers: issuers.map(({ issuer, keys, clients }) => ({ issuer, keys, clients })),
    issuerHost,
    ...authorizerOf(authorizers.filter(({ apiId }) => apiId === api.apiId)),
    clients: pools.flatMap((one) => one.clients.map((client) => ({ ...client, ...endpointOf(one) }))),
    admin,
    iam,
    identities: (facts.identities ?? []).map(runIdentity),
    databaseEndpoint,
    tables: tables.map(({ logicalId, tableName }) => ({ logicalId, tableName })),
    ...(facts.served !== undefined && { served: facts.served }),
    assembly: facts.assembly,
  };
}

const runIdentity = ({ name, accessKeyId, secretAccessKey, sessionToken }: GivenIdentity): RunIdentity => ({
  name: name ?? accessKeyId,
  accessKeyId,
  secretAccessKey,
  ...(sessionToken !== undefined && { sessionToken }),
});

const endpointOf = (pool: Platform['pools'][number] | undefined): Pick<RunState, 'tokenEndpoint'> =>
  pool?.tokenEndpoint === undefined ? {} : { tokenEndpoint: pool.tokenEndpoint };

// Only the issuers are taken from its environment: other variables may be secret.
function authorizerOf([authorizer, ...others]: Platform['authorizers']): Pick<RunState, 'authorizer'> {
  const issuers = authorizer?.environment['SCOPEGATE_ISSUERS'];
  if (authorizer === undefined || issuers === undefined || others.length > 0) return {};
  return { authorizer: { accessTable: join(authorizer.codeDirectory, 'access-table.json'), issuers } };
}

const noApi = (assembly: string): CliError =>
  new CliError({
    what: 'The assembly has no HTTP API to serve',
    given: assembly,
    allowed: 'a stack with an AWS::ApiGatewayV2::Api',
    remedy: 'Check app.stack in scopegate.config.ts',
  });
