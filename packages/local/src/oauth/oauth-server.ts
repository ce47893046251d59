import type { Clock, UserPool } from '../model/index.ts';
import { listenOnLoopback } from '../runtime/index.ts';
import { createOAuthFront, sendServerError, tokenEndpointOf } from './oauth-front.ts';
import type { PoolService } from './pool-service.ts';
import { makeServed, noneServed, type Served } from './served.ts';
import { explainForeignToken } from './stand-in/explain-foreign-token.ts';
import type { ForeignIssuer } from './stand-in/foreign-issuer.ts';
import { type IssuerService, jwksUriOf } from './stand-in/issuer-service.ts';
import type { MintRequest } from './stand-in/mint-request.ts';

/** What the OAuth server starts from. */
export interface OAuthServerOptions {
  readonly userPools: readonly UserPool[];
  /** Issuers outside the assembly that are answered for too. @default none */
  readonly issuers?: readonly ForeignIssuer[];
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

/** An issuer outside the assembly that is answered for on this machine. */
export interface OAuthIssuer {
  /** The exact `iss` of its tokens. */
  readonly issuer: string;
  /** `stand-in`: its keys are made here, and tokens of the real issuer do not verify; `given`: its real keys are. */
  readonly keys: 'stand-in' | 'given';
  /** Where its keys are on AWS and for functions. */
  readonly jwksUri: string;
  readonly audience: readonly string[];
  /** Clients that it is known to have; empty: any. */
  readonly clients: readonly string[];
}

/** Pools and issuers that are ready to be served in place of those before. */
export interface PreparedOAuth extends Pick<OAuthServer, 'hosts' | 'pools' | 'issuers'> {
  commit(): void;
}

/** User pools that run on this machine, and issuers that it answers for. */
export interface OAuthServer {
  /**
   * `http://127.0.0.1:<port>`; a pool's paths start with `/<poolId>/`. What an issuer has at `https://<host>/<path>` is at
   * `/<path>` for requests with its `Host`, and at `/<host>/<path>` for all others.
   */
  readonly url: string;
  /** Hosts whose HTTPS calls are to be led to `url`, path and `Host` unchanged: of issuers, of their keys, and of pools. */
  readonly hosts: readonly string[];
  readonly pools: readonly OAuthPool[];
  readonly issuers: readonly OAuthIssuer[];
  /**
   * A token of a pool, or of an issuer that is stood in for, without a grant.
   *
   * @throws {RangeError} for any other issuer
   */
  mint(issuer: string, request: MintRequest): Promise<string>;
  /** Why a token cannot be good here though it may be at its issuer; `undefined` when no reason is known. */
  explain(token: string): string | undefined;
  /** An outage of the keys: while down, JWKS and discovery answer 503. By pool id or issuer; all when none is given. */
  readonly jwks: { takeDown(name?: string): void; bringUp(name?: string): void };
  /** Adds a key that signs from now on and keeps the old ones published. By pool id or issuer; all when none is given. */
  rotateKeys(name?: string): Promise<void>;
  /**
   * Makes ready to serve other pools and issuers. They keep their keys and secrets, so tokens that were issued stay
   * good. Nothing changes before `commit`.
   *
   * @throws Error as {@link createOAuthServer} for the pools
   */
  prepare(userPools: readonly UserPool[], issuers?: readonly ForeignIssuer[]): Promise<PreparedOAuth>;
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
  const { userPools, issuers = [], port = 0 } = options;
  let served = await makeServed({ userPools, issuers }, noneServed, options);
  const onRequest = createOAuthFront(
    () => served,
    () => server.url,
  );
  const server = await listenOnLoopback({ onRequest, onFailure: sendServerError }, port);
  return {
    url: server.url,
    get hosts() {
      return hostsOf(served);
    },
    get pools() {
      return poolsOf(served, server.url);
    },
    get issuers() {
      return issuersOf(served);
    },
    mint: (issuer, request) => mintAt(served, issuer, request),
    explain: (token) => explainForeignToken(token, served.issuers),
    ...controls(() => served),
    prepare: async (pools, others = []) => {
      const next = await makeServed({ userPools: pools, issuers: others }, served, options);
      return {
        hosts: hostsOf(next),
        pools: poolsOf(next, server.url),
        issuers: issuersOf(next),
        commit: () => {
          served = next;
        },
      };
    },
    close: server.close,
  };
}

const hostsOf = ({ pools, issuers }: Served): readonly string[] => [
  ...new Set([
    ...[...pools.values()].flatMap(({ pool }) => issuerStrings(pool).map(hostOf)),
    ...[...issuers.values()].flatMap(({ foreign: { shape } }) => [shape.issuer, jwksUriOf(shape)].map(hostOf)),
  ]),
];

const hostOf = (url: string): string => new URL(url).host;

const poolsOf = ({ pools }: Served, baseUrl: string): readonly OAuthPool[] =>
  [...pools.values()].map((service) => toOAuthPool(service, baseUrl));

const issuersOf = ({ issuers }: Served): readonly OAuthIssuer[] =>
  [...issuers.values()].map(({ foreign: { shape, given, audience, clients } }) => ({
    issuer: shape.issuer,
    keys: given === undefined ? 'stand-in' : 'given',
    jwksUri: jwksUriOf(shape),
    audience,
    clients,
  }));

function mintAt({ pools, issuers }: Served, issuer: string, request: MintRequest): Promise<string> {
  const services = [
    ...[...pools.values()].map(({ pool, mint }) => ({ names: issuerStrings(pool), mint })),
    ...[...issuers.values()].map(({ foreign, mint }) => ({ names: [foreign.shape.issuer], mint })),
  ];
  const service = services.find(({ names }) => names.includes(issuer));
  if (service?.mint !== undefined) return service.mint(request);
  const known = services.flatMap(({ names: [name], mint }) => (mint === undefined ? [] : [name]));
  const why =
    service === undefined ? 'is not answered for here' : 'has its real keys here, with which nothing can be signed';
  throw new RangeError(`Issuer ${JSON.stringify(issuer)} ${why}. Allowed: ${known.join(', ') || 'none'}.`);
}

function controls(served: () => Served): Pick<OAuthServer, 'jwks' | 'rotateKeys'> {
  const setReachable = (name: string | undefined, reachable: boolean) => {
    for (const service of select(served(), name)) service.keysReachable = reachable;
  };
  return {
    jwks: {
      takeDown: (name) => setReachable(name, false),
      bringUp: (name) => setReachable(name, true),
    },
    rotateKeys: async (name) => {
      await Promise.all(select(served(), name).map((service) => service.rotateKeys?.()));
    },
  };
}

function select({ pools, issuers }: Served, name: string | undefined): readonly (PoolService | IssuerService)[] {
  if (name === undefined) return [...pools.values(), ...issuers.values()];
  const service = pools.get(name) ?? issuers.get(name);
  if (service !== undefined) return [service];
  const allowed = [...pools.keys(), ...issuers.keys()].join(', ') || 'none, no user pool runs here';
  throw new Error(`No user pool has the id "${name}". Allowed: ${allowed}.`);
}

/** A pool's tokens may be looked up under either of its two issuer strings. */
function issuerStrings({ issuer }: UserPool): readonly string[] {
  const plain = issuer.replace('://issuer-', '://');
  return [plain, plain.replace('://', '://issuer-')];
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
