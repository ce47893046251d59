import { type Api, type UserPool, unreachableHost, unreachableIssuer } from '../../model/index.ts';
import type { ReadResources } from '../read-resources.ts';
import type { AuthorizerPart } from '../resources/apigateway/authorizer.ts';
import type { IntegrationPart } from '../resources/apigateway/integration.ts';

/** What requests may reach from this machine. */
export interface Reach {
  /** Whether the keys of a JWT authorizer's issuer can be had, though it is no user pool of the assembly. */
  issuer(issuer: string): boolean;
  /** Whether requests may go to the host of an HTTP integration. */
  host(url: URL): boolean;
}

type Linked = { readonly apis: readonly Api[]; readonly userPools: readonly UserPool[] };

/**
 * Refuses issuers and hosts that routes depend on and that cannot be reached: found before anything is started. Those that
 * no route depends on do no harm.
 *
 * Not checked: HTTP integrations that name no host in plain; the gateway refuses those.
 */
export function refuseUnreachable(parts: ReadResources, { apis, userPools }: Linked, reach: Reach): void {
  const routes = apis.flatMap((api) => api.routes);
  const authorizers = new Set(
    routes.flatMap(({ authorization: by }) => (by.type === 'JWT' ? [by.authorizer.authorizerId] : [])),
  );
  const integrations = new Set(routes.map(({ integration }) => integration.integrationId));
  const pools = new Set(userPools.map(({ issuer }) => issuer));
  for (const part of parts.authorizers.filter(({ authorizerId }) => authorizers.has(authorizerId))) {
    refuseIssuer(part, (issuer) => pools.has(issuer) || reach.issuer(issuer));
  }
  for (const part of parts.integrations.filter(({ integrationId }) => integrations.has(integrationId))) {
    refuseHost(part, { ...reach, host: (url) => isOfApi(url, apis) || reach.host(url) });
  }
}

/** The gateway itself answers for the APIs of the assembly. */
const isOfApi = ({ hostname }: URL, apis: readonly Api[]): boolean =>
  apis.some(({ apiId }) => hostname.startsWith(`${apiId}.execute-api.`));

function refuseIssuer(part: AuthorizerPart, isKnown: Reach['issuer']): void {
  if (part.type !== 'JWT' || isKnown(part.issuer)) return;
  const { issuer, properties } = part;
  properties.fault('JwtConfiguration.Issuer', unreachableIssuer(issuer));
}

function refuseHost(part: IntegrationPart, reach: Reach): void {
  const [origin = ''] = (part.type === 'HTTP_PROXY' && /^https?:\/\/[^/?#{}$]+/i.exec(part.uri)) || [];
  if (!URL.canParse(origin) || reach.host(new URL(origin))) return;
  const host = new URL(origin).hostname;
  part.properties.fault('IntegrationUri', unreachableHost(host));
}
