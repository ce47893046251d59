import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Api, Model } from '../model.ts';
import type { FunctionHost } from '../services/functions/function-host.ts';
import { createAuthorizerCache } from './authorize/authorizer-cache.ts';
import { type Identity, indexIdentities } from './authorize/identity.ts';
import { parseIdentitySource } from './authorize/identity-source.ts';
import { checkApi, distinctAuthorizers } from './check-api.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { handleRequest, type Observers } from './handle-request.ts';
import type { GatewayRequest } from './request/gateway-request.ts';
import type { RandomBytes } from './request/request-id.ts';
import type { GatewayResponse } from './respond/gateway-response.ts';
import { createRouteTable } from './routing/select-route.ts';
import { createHttpServer } from './server/http-server.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { createThrottler } from './throttle/throttler.ts';

/** What {@link createGateway} is given. */
export interface GatewayOptions extends Observers {
  readonly model: Model;
  /** One of the model's. */
  readonly api: Api;
  readonly functions: FunctionHost;
  readonly clock: Clock;
  /** Callers known to `AWS_IAM` routes. */
  readonly identities: readonly Identity[];
  /** Source of request and trace ids. Default: `node:crypto`. */
  readonly random?: RandomBytes;
  /** Overrides of uncertain behaviour. Default: {@link defaultSettings}. */
  readonly settings?: Partial<Settings>;
}

/** One HTTP API, served. */
export interface Gateway {
  /**
   * Listens for HTTP/1.1; port 0 takes any free one.
   *
   * @param host default `127.0.0.1`
   * @throws Error when the port cannot be had
   */
  listen(port: number, host?: string): Promise<{ readonly url: string; readonly port: number }>;
  /** Ends all connections, after a short wait for requests under way. Leaves the functions alone. */
  close(): Promise<void>;
  /** Forgets every authorizer result, as a deployment would. */
  flushAuthorizerCache(): void;
  /** Answers one request without a socket. Never rejects. */
  handle(request: GatewayRequest): Promise<GatewayResponse>;
}

/**
 * An HTTP API (API Gateway v2) as AWS would serve it.
 *
 * @throws GatewayConfigurationError when the API holds what this gateway cannot serve faithfully
 * @throws TypeError when an identity's policy is not understood, or two identities share a key
 */
export function createGateway(options: GatewayOptions): Gateway {
  const parts = assemble(options);
  const handle = (request: GatewayRequest) => handleRequest(parts, request, options);
  const server = createHttpServer({ handle, clock: options.clock, closeGraceMillis: parts.settings.closeGraceMillis });
  return {
    handle,
    listen: (port, host = '127.0.0.1') => server.listen(port, host),
    close: () => server.close(),
    flushAuthorizerCache: () => parts.cache.clear(),
  };
}

function assemble({ model, api, functions, clock, identities, ...rest }: GatewayOptions): GatewayParts {
  checkApi(api);
  const settings = { ...defaultSettings, ...rest.settings };
  const sources = distinctAuthorizers(api).map(
    ({ authorizerId, identitySource }) => [authorizerId, identitySource.map(parseIdentitySource)] as const,
  );
  return {
    model,
    api,
    functions,
    clock,
    settings,
    random: rest.random ?? randomBytes,
    routes: createRouteTable(api.routes, settings),
    identitySources: new Map(sources),
    identities: indexIdentities(identities),
    cache: createAuthorizerCache(settings.authorizerCacheEntries),
    throttler: createThrottler(settings),
  };
}
