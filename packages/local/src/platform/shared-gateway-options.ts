import {
  accountLimits,
  completeSettings,
  createAccountThrottle,
  type Gateway,
  type GatewayOptions,
  type IssuerKeys,
  type IssuerSource,
  type Settings,
} from '../gateway/index.ts';
import type { Identity } from '../iam/index.ts';
import type { ForeignIssuerOptions, OAuthServer } from '../oauth/index.ts';
import type { GivenIdentity } from './callers/given-identity.ts';

/** Options of a platform that apply to all its gateways. */
export interface SharedGatewayOptions extends ForeignIssuerOptions {
  /** Callers of `AWS_IAM` routes, besides the run's own key. @default none */
  readonly identities?: readonly GivenIdentity[];
  /** Hosts outside this machine that HTTP integrations may send requests to. @default none */
  readonly allowedHttpHosts?: readonly string[];
  /** Values for behaviour that AWS does not document. @default the likeliest behaviour */
  readonly gatewaySettings?: Partial<Settings>;
}

/** What the gateways of one version of a platform are given alike. */
export function sharedGatewayOptions(
  { issuerKeys = {}, allowedHttpHosts = [], gatewaySettings = {} }: SharedGatewayOptions,
  {
    oauth,
    identities,
  }: {
    readonly oauth: Pick<OAuthServer, 'url' | 'pools' | 'issuers' | 'explain'>;
    readonly identities: readonly Identity[];
  },
  gatewayOf: (apiId: string) => Gateway | undefined,
) {
  const pools = oauth.pools.map(({ issuer, poolId }) => [issuer, { address: `${oauth.url}/${poolId}` }] as const);
  const standIns = oauth.issuers
    .filter(({ keys }) => keys === 'stand-in')
    .map(({ issuer }) => [issuer, { origin: oauth.url }] as const);
  return {
    identities,
    issuerKeys: { ...Object.fromEntries<IssuerSource>([...pools, ...standIns]), ...(issuerKeys as IssuerKeys) },
    explainToken: oauth.explain,
    allowedHttpHosts,
    settings: gatewaySettings,
    accountThrottle: createAccountThrottle(accountLimits(completeSettings(gatewaySettings))),
    gatewayOf,
  } satisfies Partial<GatewayOptions>;
}
