import type { KnownIdentity } from '../iam/index.ts';
import type { Api, Clock, FunctionHost, Model } from '../model/index.ts';
import type { AuthorizerCache } from './authorize/authorizer-cache.ts';
import type { IdentitySource } from './authorize/identity-source.ts';
import type { KeyStore } from './authorize/jwt/key-store.ts';
import type { ProxyTarget } from './invoke/http-proxy/compile-proxy.ts';
import type { MissingPermission } from './invoke/invoke-permission.ts';
import type { GatewayRequest } from './request/gateway-request.ts';
import type { RandomBytes } from './request/request-id.ts';
import type { GatewayResponse } from './respond/gateway-response.ts';
import type { RouteTable } from './routing/select-route.ts';
import type { Settings } from './settings.ts';
import type { Throttler } from './throttle/throttler.ts';

/** Answers a request as an API of its own. */
type AnswerRequest = (request: GatewayRequest) => Promise<GatewayResponse>;

/** What the steps of the pipeline are given: checked and compiled once, before the first request. */
export interface GatewayParts {
  readonly model: Model;
  readonly api: Api;
  readonly functions: FunctionHost;
  readonly clock: Clock;
  /** Whether the resource policy of a function lets the gateway in. */
  readonly missingPermission: MissingPermission;
  readonly random: RandomBytes;
  readonly settings: Settings;
  readonly routes: RouteTable;
  /** By authorizer id. */
  readonly identitySources: ReadonlyMap<string, readonly IdentitySource[]>;
  /** By access key id. */
  readonly identities: ReadonlyMap<string, KnownIdentity>;
  /** Of JWT authorizers' issuers. */
  readonly keys: KeyStore;
  /** See `GatewayOptions.explainToken`. */
  readonly explainToken: (token: string) => string | undefined;
  /** By integration id. */
  readonly proxies: ReadonlyMap<string, ProxyTarget>;
  /** What answers for another API of the assembly, by its host name; undefined for any other host. */
  readonly neighbourAt: (host: string) => AnswerRequest | undefined;
  readonly cache: AuthorizerCache;
  readonly throttler: Throttler;
}
