import {
  accountLimits,
  completeSettings,
  createAccountThrottle,
  type Gateway,
  type GatewayOptions,
  type IssuerKeys,
  type Settings,
} from '../gateway/index.ts';
import type { Identity } from '../iam/index.ts';
import type { OAuthServer } from '../oauth/index.ts';

/** An identity as a platform's user gives it: what is left out follows from the platform's account. */
export interface GivenIdentity extends Pick<Identity, 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'policies'> {
  /** Of the IAM user. @default the access key id */
  readonly name?: string;
  /** @default that of the user of this name in the platform's account */
  readonly userArn?: string;
  /** @default the access key id */
  readonly userId?: string;
  /** Twelve digits. @default the platform's account */
  readonly accountId?: string;
}

/** What a platform's user may say about its gateways. */
export interface GatewaySurroundingsOptions {
  /** Callers known to `AWS_IAM` routes, beside the run's own. @default none */
  readonly identities?: readonly GivenIdentity[];
  /** Keys, or a loopback address, for issuers of JWT authorizers that are no user pools here. @default none */
  readonly issuerKeys?: IssuerKeys;
  /** Hosts outside this machine that HTTP integrations may send requests to. @default none */
  readonly allowedHttpHosts?: readonly string[];
  /** Overrides of uncertain behaviour. @default the likeliest of each */
  readonly gatewaySettings?: Partial<Settings>;
}

/** What the gateways of one platform share. */
export function gatewaySurroundings(
  { identities = [], issuerKeys = {}, allowedHttpHosts = [], gatewaySettings = {} }: GatewaySurroundingsOptions,
  { oauth, identity }: { readonly oauth: Pick<OAuthServer, 'url' | 'pools'>; readonly identity: Identity },
  gatewayOf: (apiId: string) => Gateway | undefined,
) {
  const pools = oauth.pools.map(({ issuer, poolId }) => [issuer, { address: `${oauth.url}/${poolId}` }] as const);
  return {
    identities: [identity, ...identities.map((given) => completeIdentity(given, identity))],
    issuerKeys: { ...Object.fromEntries(pools), ...issuerKeys },
    allowedHttpHosts,
    settings: gatewaySettings,
    accountThrottle: createAccountThrottle(accountLimits(completeSettings(gatewaySettings))),
    gatewayOf,
  } satisfies Partial<GatewayOptions>;
}

/** @param run the platform's own, whose account is taken where none is given */
export function completeIdentity({ name, ...given }: GivenIdentity, { userArn, accountId }: Identity): Identity {
  const { accessKeyId } = given;
  return { userArn: userArn.replace(/[^/]*$/, () => name ?? accessKeyId), userId: accessKeyId, accountId, ...given };
}
