import { qualifiedId, type UserPool, type UserPoolClient } from '../model/index.ts';

const poolId = /^[a-z]{2}(-[a-z]+)+-\d+_[0-9A-Za-z]+$/;

/**
 * What Cognito would refuse to deploy, or this server cannot run, each as a sentence: what, what was given, what is
 * allowed, what to do. Empty when the pools are fine.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 */
export function poolFaults(pools: readonly UserPool[]): readonly string[] {
  return [...duplicatePoolFaults(pools), ...pools.flatMap(faultsOf)];
}

function duplicatePoolFaults(pools: readonly UserPool[]): readonly string[] {
  const ids = pools.map((pool) => pool.poolId);
  return pools
    .filter((pool, index) => ids.indexOf(pool.poolId) !== index)
    .map((pool) => `${qualifiedId(pool)}: the user pool id ${pool.poolId} is taken. Allowed: one pool per id.`);
}

function faultsOf(pool: UserPool): readonly string[] {
  const known = new Set(
    pool.resourceServers.flatMap(({ identifier, scopes }) => scopes.map((scope) => `${identifier}/${scope}`)),
  );
  return [...identityFaults(pool), ...pool.clients.flatMap((client) => clientFaults(client, known))];
}

function identityFaults(pool: UserPool): readonly string[] {
  const faults: string[] = [];
  if (!poolId.test(pool.poolId)) {
    faults.push(`${qualifiedId(pool)}: the user pool id is "${pool.poolId}". Allowed: <region>_<letters and digits>.`);
  }
  const url = URL.parse(pool.issuer);
  if (url?.protocol !== 'https:' || url.pathname !== `/${pool.poolId}`) {
    faults.push(`${qualifiedId(pool)}: the issuer is "${pool.issuer}". Allowed: https://<host>/${pool.poolId}.`);
  }
  return faults;
}

function clientFaults(client: UserPoolClient, known: ReadonlySet<string>): readonly string[] {
  if (!client.flows.includes('client_credentials')) return [];
  const faults: string[] = [];
  if (!client.generateSecret) {
    faults.push(
      `${qualifiedId(client)}: client_credentials for a client without a secret. ` +
        'Allowed: a confidential client. Set GenerateSecret to true.',
    );
  }
  const unknown = client.scopes.filter((scope) => !known.has(scope));
  if (unknown.length > 0) {
    faults.push(
      `${qualifiedId(client)}: AllowedOAuthScopes has ${unknown.join(', ')}. ` +
        `Allowed: ${[...known].join(', ') || 'nothing, the pool has no resource server'}. ` +
        'Declare the scope in a resource server of the pool, or take it from the client.',
    );
  }
  return faults;
}
