import {
  clientWithoutSecret,
  type Fault,
  type FaultPlace,
  type Located,
  type UserPool,
  type UserPoolClient,
  unknownScope,
} from '../model/index.ts';
import { quote } from '../runtime/index.ts';

const poolId = /^[a-z]{2}(-[a-z]+)+-\d+_[0-9A-Za-z]+$/;

/**
 * What Cognito would refuse to deploy, or this server cannot run. Empty when the pools are fine.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 */
export function poolFaults(pools: readonly UserPool[]): readonly Fault[] {
  return [...duplicatePoolFaults(pools), ...pools.flatMap(faultsOf)];
}

function duplicatePoolFaults(pools: readonly UserPool[]): readonly Fault[] {
  const ids = pools.map((pool) => pool.poolId);
  return pools
    .filter((pool, index) => ids.indexOf(pool.poolId) !== index)
    .map((pool) => ({
      rule: 'user-pool-id-taken',
      where: placeOf(pool, 'AWS::Cognito::UserPool', 'Properties'),
      what: `The user pool id ${pool.poolId} is taken`,
      allowed: 'one pool per id',
      remedy: 'Give each pool its own id.',
    }));
}

function faultsOf(pool: UserPool): readonly Fault[] {
  const known = new Set(
    pool.resourceServers.flatMap(({ identifier, scopes }) => scopes.map((scope) => `${identifier}/${scope}`)),
  );
  return [...identityFaults(pool), ...pool.clients.flatMap((client) => clientFaults(client, known))];
}

function identityFaults(pool: UserPool): readonly Fault[] {
  const where = placeOf(pool, 'AWS::Cognito::UserPool', 'Properties');
  const faults: Fault[] = [];
  if (!poolId.test(pool.poolId)) {
    faults.push({
      rule: 'user-pool-id',
      where,
      what: 'The user pool id has another form than Cognito gives',
      given: quote(pool.poolId),
      allowed: '<region>_<letters and digits>',
      remedy: 'Use the id that the platform makes.',
    });
  }
  const url = URL.parse(pool.issuer);
  if (url?.protocol !== 'https:' || url.pathname !== `/${pool.poolId}`) {
    faults.push({
      rule: 'user-pool-issuer',
      where,
      what: 'The issuer is not that of the pool',
      given: quote(pool.issuer),
      allowed: `https://<host>/${pool.poolId}`,
      remedy: 'Use the issuer that the platform makes.',
    });
  }
  return faults;
}

function clientFaults(client: UserPoolClient, known: ReadonlySet<string>): readonly Fault[] {
  if (!client.flows.includes('client_credentials')) return [];
  const at = (path: string) => placeOf(client, 'AWS::Cognito::UserPoolClient', path);
  return [
    ...(client.generateSecret ? [] : [{ where: at('Properties.GenerateSecret'), ...clientWithoutSecret }]),
    ...client.scopes
      .filter((scope) => !known.has(scope))
      .map((scope) => ({ where: at('Properties.AllowedOAuthScopes'), ...unknownScope(scope, known) })),
  ];
}

const placeOf = ({ stack, logicalId }: Located, type: string, path: string): FaultPlace => ({
  stack,
  logicalId,
  type,
  path,
});
