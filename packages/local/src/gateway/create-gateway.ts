import { randomBytes } from 'node:crypto';
import { type Identity, indexIdentities } from '../iam/index.ts';
import type { Api, Clock, DomainName, FunctionHost, Model } from '../model/index.ts';
import { createAuthorizerCache } from './authorize/authorizer-cache.ts';
import { parseIdentitySource } from './authorize/identity-source.ts';
import type { IssuerKeys } from './authorize/jwt/issuer-source.ts';
import { createKeyStore } from './authorize/jwt/key-store.ts';
import { checkApi, distinctAuthorizers, distinctIntegrations } from './check-api.ts';
import { hostOf, mappedApi } from './domain/mapped-api.ts';
import { findDomain } from './domain/select-mapping.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { handleRequest, type Observers, type Send } from './handle-request.ts';
import { compileProxy, type ProxyTarget } from './invoke/http-proxy/compile-proxy.ts';
import { rememberPermissions } from './invoke/invoke-permission.ts';
import { executeApiDomain } from './request/arns.ts';
import type { GatewayRequest } from './request/gateway-request.ts';
import type { RandomBytes } from './request/request-id.ts';
import type { GatewayResponse } from './respond/gateway-response.ts';
import { createRouteTable } from './routing/select-route.ts';
import { completeSettings, type Settings } from './settings.ts';
import { type AccountThrottle, createAccountThrottle } from './throttle/account-throttle.ts';
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
  /** Where the keys of JWT authorizers' issuers come from. Default: from the issuer, if it is on loopback. */
  readonly issuerKeys?: IssuerKeys;
  /**
   * Why a token may be good at its issuer and cannot be here, for traces; `undefined` when no reason is known. Given a token
   * that was refused. @default no reason is known
   */
  readonly explainToken?: (token: string) => string | undefined;
  /** Hosts outside this machine that HTTP integrations may send requests to, by name. Default: none. */
  readonly allowedHttpHosts?: readonly string[];
  /** Shared by the gateways of one account. Default: one of this gateway's own. */
  readonly accountThrottle?: AccountThrottle;
  /** The gateways of the model's other APIs, for custom domains that map to several. Default: none. */
  readonly gatewayOf?: (apiId: string) => Pick<Gateway, 'handle'> | undefined;
  /** Source of request and trace ids. Default: `node:crypto`. */
  readonly random?: RandomBytes;
  /** Overrides of uncertain behaviour. @default the likeliest of each */
  readonly settings?: Partial<Settings>;
}

/** One HTTP API, served. */
export interface Gateway {
  /** Forgets every authorizer result, as a deployment would. */
  flushAuthorizerCache(): void;
  /** Opens no socket: `createHttpServer` does. Rejects only with what `send` throws. */
  handle: Handle;
  /**
   * Answers requests of the listener of a custom domain with mutual TLS: only those that name this domain count as having
   * shown a certificate.
   *
   * @throws RangeError for a domain of the model that does not ask for mutual TLS, or is none
   */
  handleForDomain(domainName: string): Handle;
}

/** Answers one request. @param send takes the answer before the observers hear of the request */
export type Handle = (request: GatewayRequest, send?: Send) => Promise<GatewayResponse>;

/**
 * An HTTP API (API Gateway v2) as AWS would serve it.
 *
 * @throws GatewayConfigurationError when the API holds what this gateway cannot serve faithfully
 * @throws RangeError when a setting is none, or has a value it cannot have
 * @throws TypeError when an identity's policy is not understood, or two identities share a key
 */
export function createGateway(options: GatewayOptions): Gateway {
  const parts = assemble(options);
  const handle: Handle = (request, send) => {
    const mapped = mappedApi(parts.model, request, parts.settings);
    const neighbour = mapped === undefined || mapped === parts.api.apiId ? undefined : options.gatewayOf?.(mapped);
    return neighbour ? neighbour.handle(request, send) : handleRequest(parts, request, { observers: options, send });
  };
  return {
    handle,
    handleForDomain: (domainName) => {
      const domain = mutualTlsDomain(parts.model, domainName);
      return (request, send) => handle(shownTo(domain, request), send);
    },
    flushAuthorizerCache: () => parts.cache.clear(),
  };
}

function mutualTlsDomain({ domainNames }: Model, domainName: string): DomainName {
  const domain = domainNames.find((candidate) => candidate.domainName === domainName && candidate.mutualTls);
  if (domain) return domain;
  const known = domainNames.filter(({ mutualTls }) => mutualTls).map((candidate) => candidate.domainName);
  throw new RangeError(
    `${JSON.stringify(domainName)} is no custom domain with MutualTlsAuthentication; there are: ${known.join(', ') || 'none'}`,
  );
}

/** A certificate that one domain's truststore vouches for says nothing to another domain. */
function shownTo(domain: DomainName, request: GatewayRequest): GatewayRequest {
  if (findDomain([domain], hostOf(request))) return request;
  const { clientCertificate: _, ...rest } = request;
  return rest;
}

/** The host names of the model's APIs: requests to them go through their gateways. */
function neighbourHosts(model: Model): ReadonlyMap<string, string> {
  return new Map(model.apis.map((api) => [executeApiDomain({ home: model, api }), api.apiId]));
}

function assemble({ model, api, functions, clock, identities, ...rest }: GatewayOptions): GatewayParts {
  const settings = completeSettings(rest.settings);
  const neighbours = neighbourHosts(model);
  const { issuerKeys = {} } = rest;
  const allowedHttpHosts = [...(rest.allowedHttpHosts ?? []), ...neighbours.keys()];
  checkApi(api, { issuerKeys, allowedHttpHosts, ...settings });
  const sources = distinctAuthorizers(api).map(
    ({ authorizerId, identitySource }) => [authorizerId, identitySource.map(parseIdentitySource)] as const,
  );
  return {
    model,
    api,
    functions,
    clock,
    missingPermission: rememberPermissions(model.functions),
    settings,
    random: rest.random ?? randomBytes,
    routes: createRouteTable([...api.routes, ...(api.skippedRoutes ?? [])], settings),
    identitySources: new Map(sources),
    identities: indexIdentities(identities),
    keys: createKeyStore(issuerKeys, clock),
    explainToken: rest.explainToken ?? (() => undefined),
    proxies: compileProxies(api, allowedHttpHosts),
    neighbourAt: (host) => {
      const apiId = neighbours.get(host);
      if (apiId === undefined) return undefined;
      const neighbour = rest.gatewayOf?.(apiId);
      // Never over the network: the host is that of an API on AWS.
      return async (request) => {
        if (neighbour === undefined) throw new Error(`the API ${apiId} is not served`);
        return await neighbour.handle(request);
      };
    },
    cache: createAuthorizerCache(settings.authorizerCacheEntries),
    throttler: createThrottler(settings, rest.accountThrottle ?? createAccountThrottle(accountLimits(settings))),
  };
}

function compileProxies(api: Api, allowedHosts: readonly string[]): ReadonlyMap<string, ProxyTarget> {
  const targets = distinctIntegrations(api).flatMap((integration) => {
    const compiled = integration.type === 'HTTP_PROXY' ? compileProxy(integration, allowedHosts) : { refusals: [] };
    return 'target' in compiled ? [[integration.integrationId, compiled.target] as const] : [];
  });
  return new Map(targets);
}

/** The limits of one account, in the form {@link createAccountThrottle} takes. */
export const accountLimits = ({ accountRateLimit, accountBurstLimit }: Settings) => ({
  rateLimit: accountRateLimit,
  burstLimit: accountBurstLimit,
});
