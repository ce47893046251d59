import { type Clock, renderFaults, type UserPool } from '../model/index.ts';
import { listenOnLoopback } from '../runtime/index.ts';
import { createOAuthFront, sendServerError, tokenEndpointOf } from './oauth-front.ts';
import { poolFaults } from './pool-faults.ts';
import type { PoolService } from './pool-service.ts';

/** What the OAuth server starts from. */
export interface OAuthServerOptions {
  readonly userPools: readonly UserPool[];
  /** The time in tokens. */
  readonly clock: Clock;
  /** Keys and client secrets persist here: directory mode 0700, one JSON file of mode 0600 per pool. */
  readonly stateDirectory: string;
  /** @default any free one */
  readonly port?: number;
}

/** A user pool that runs on this machine. */
export interface OAuthPool {
  readonly poolId: string;
  /** The `iss` of its tokens: `https://cognito-idp...`, as on AWS. */
  readonly issuer: string;
  /** On this machine. Absent for a pool without a domain, because Cognito then has no token endpoint. */
  readonly tokenEndpoint?: string;
  /** On this machine. */
  readonly jwksUri: string;
  readonly clients: readonly OAuthClient[];
}

/** An app client with its secret. Do not log it. */
export interface OAuthClient {
  readonly clientId: string;
  readonly name: string;
  /** Absent for a public client. */
  readonly clientSecret?: string;
  readonly scopes: readonly string[];
}

/** Pools that are ready to be served in place of those before. */
export interface PreparedPools extends Pick<OAuthServer, 'poolHosts' | 'pools'> {
  commit(): void;
}

/** User pools that run on this machine. */
export interface OAuthServer {
  /** `http://127.0.0.1:<port>`; a pool's paths start with `/<poolId>/`. */
  readonly url: string;
  /** Hosts whose HTTPS calls are to be led to `url`, path unchanged: both issuer hosts of each pool's region. */
  readonly poolHosts: readonly string[];
  readonly pools: readonly OAuthPool[];
  /** An outage of the keys: while down, a pool's JWKS and discovery answer 503. All pools when no id is given. */
  readonly jwks: { takeDown(poolId?: string): void; bringUp(poolId?: string): void };
  /** Adds a key that signs from now on and keeps the old ones published. All pools when no id is given. */
  rotateKeys(poolId?: string): Promise<void>;
  /**
   * Makes ready to serve other pools. A pool keeps its keys and its clients' secrets, so tokens that were issued stay
   * good. Nothing changes before `commit`.
   *
   * @throws Error as {@link createOAuthServer} for the pools
   */
  prepare(userPools: readonly UserPool[]): Promise<PreparedPools>;
  close(): Promise<void>;
}

/**
 * Runs Cognito user pools locally, for the `client_credentials` grant: clients authenticate with client_secret_basic or
 * client_secret_post and get tokens of Cognito's shape under the pool's own issuer string.
 *
 * Not there: users, hosted UI, other grants, token revocation, triggers, resource binding; asked for, they are refused.
 *
 * @throws Error before anything listens, with every fault of the pools at once
 * @throws Error when the stored state of a pool cannot be read, or the port is taken
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
 */
export async function createOAuthServer(options: OAuthServerOptions): Promise<OAuthServer> {
  const { userPools, clock, stateDirectory, port = 0 } = options;
  const services = new Map<string, PoolService>();
  const replace = (made: readonly PoolService[]): void => {
    services.clear();
    for (const service of made) services.set(service.pool.poolId, service);
  };
  const make = async (pools: readonly UserPool[]): Promise<PoolService[]> => {
    assertPools(pools);
    // loads what signs tokens: not needed without a pool
    if (pools.length === 0) return [];
    const { createPoolService } = await import('./pool-service.ts');
    const made: PoolService[] = [];
    for (const pool of pools) {
      const before = services.get(pool.poolId);
      const isSame = before !== undefined && JSON.stringify(before.pool) === JSON.stringify(pool);
      const service = isSame ? before : await createPoolService(pool, clock, stateDirectory);
      service.keysReachable = before?.keysReachable ?? true;
      made.push(service);
    }
    return made;
  };
  replace(await make(userPools));
  const onRequest = createOAuthFront(services, () => server.url);
  const server = await listenOnLoopback({ onRequest, onFailure: sendServerError }, port);
  return {
    url: server.url,
    get poolHosts() {
      return hostsOf([...services.values()].map(({ pool }) => pool));
    },
    get pools() {
      return [...services.values()].map((service) => toOAuthPool(service, server.url));
    },
    ...controls(services),
    prepare: async (pools) => {
      const made = await make(pools);
      return {
        poolHosts: hostsOf(pools),
        pools: made.map((service) => toOAuthPool(service, server.url)),
        commit: () => replace(made),
      };
    },
    close: server.close,
  };
}

function assertPools(userPools: readonly UserPool[]): void {
  const faults = poolFaults(userPools);
  if (faults.length > 0) throw new Error(`The user pools cannot run:\n\n${renderFaults(faults)}`);
}

const hostsOf = (userPools: readonly UserPool[]): readonly string[] => [...new Set(userPools.flatMap(issuerHosts))];

function controls(services: ReadonlyMap<string, PoolService>): Pick<OAuthServer, 'jwks' | 'rotateKeys'> {
  const setReachable = (poolId: string | undefined, reachable: boolean) => {
    for (const service of select(services, poolId)) service.keysReachable = reachable;
  };
  return {
    jwks: {
      takeDown: (poolId) => setReachable(poolId, false),
      bringUp: (poolId) => setReachable(poolId, true),
    },
    rotateKeys: async (poolId) => {
      await Promise.all(select(services, poolId).map((service) => service.rotateKeys()));
    },
  };
}

function select(services: ReadonlyMap<string, PoolService>, poolId: string | undefined): readonly PoolService[] {
  if (poolId === undefined) return [...services.values()];
  const service = services.get(poolId);
  if (service !== undefined) return [service];
  const allowed = [...services.keys()].join(', ') || 'none, no user pool runs here';
  throw new Error(`No user pool has the id "${poolId}". Allowed: ${allowed}.`);
}

/** A pool's tokens may be looked up under either of its two issuer hosts. */
function issuerHosts({ issuer }: UserPool): readonly string[] {
  const host = new URL(issuer).host.replace(/^issuer-/, '');
  return [host, `issuer-${host}`];
}

function toOAuthPool(service: PoolService, baseUrl: string): OAuthPool {
  const { poolId, issuer, clients } = service.pool;
  const tokenEndpoint = tokenEndpointOf(service, baseUrl);
  return {
    poolId,
    issuer,
    ...(tokenEndpoint === undefined ? {} : { tokenEndpoint }),
    jwksUri: `${baseUrl}/${poolId}/.well-known/jwks.json`,
    clients: clients.map((client) => {
      const clientSecret = service.secretOf(client);
      const { clientId, name, scopes } = client;
      return { clientId, name, scopes, ...(clientSecret === undefined ? {} : { clientSecret }) };
    }),
  };
}
