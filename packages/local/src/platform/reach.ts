import { isLoopback } from '../runtime/index.ts';
import type { Reach } from '../template/index.ts';
import type { SharedGatewayOptions } from './shared-gateway-options.ts';

/** What gateways may reach: this machine, issuers that can be stood in for, and what is allowed or given by name. */
export const reachOf = ({
  issuerKeys = {},
  allowedHttpHosts = [],
}: Pick<SharedGatewayOptions, 'issuerKeys' | 'allowedHttpHosts'>): Reach => ({
  issuer: (issuer) => Object.hasOwn(issuerKeys, issuer) || isReachable(issuer),
  host: (url) => isLoopback(url.hostname) || allowedHttpHosts.includes(url.hostname),
});

function isReachable(issuer: string): boolean {
  const url = URL.parse(issuer);
  return url !== null && (url.protocol === 'https:' || isLoopback(url.hostname));
}
