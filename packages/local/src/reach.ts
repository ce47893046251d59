import { type IssuerKeys, issuerSource } from './gateway/authorize/jwt/issuer-source.ts';
import { isLoopback } from './gateway/loopback.ts';
import type { GatewaySurroundingsOptions } from './gateway-surroundings.ts';
import type { Reach } from './template/link/refuse-unreachable.ts';

/** What gateways may reach: this machine, and what is allowed or given by name. */
export const reachOf = ({
  issuerKeys = {},
  allowedHttpHosts = [],
}: Pick<GatewaySurroundingsOptions, 'issuerKeys' | 'allowedHttpHosts'>): Reach => ({
  issuer: (issuer) => isKnown(issuer, issuerKeys),
  host: (url) => isLoopback(url) || allowedHttpHosts.includes(url.hostname),
});

function isKnown(issuer: string, given: IssuerKeys): boolean {
  try {
    issuerSource(issuer, given);
    return true;
  } catch {
    return false;
  }
}
