import { type IssuerKeys, issuerSource } from '../gateway/index.ts';
import { RefusedValueError } from '../model/index.ts';
import { isLoopback } from '../runtime/index.ts';
import type { Reach } from '../template/index.ts';
import type { SharedGatewayOptions } from './shared-gateway-options.ts';

/** What gateways may reach: this machine, and what is allowed or given by name. */
export const reachOf = ({
  issuerKeys = {},
  allowedHttpHosts = [],
}: Pick<SharedGatewayOptions, 'issuerKeys' | 'allowedHttpHosts'>): Reach => ({
  issuer: (issuer) => isKnown(issuer, issuerKeys),
  host: (url) => isLoopback(url.hostname) || allowedHttpHosts.includes(url.hostname),
});

function isKnown(issuer: string, given: IssuerKeys): boolean {
  try {
    issuerSource(issuer, given);
    return true;
  } catch (error) {
    if (error instanceof RefusedValueError) return false;
    throw error;
  }
}
