import type { Model } from '../../model.ts';
import { decodeTarget } from '../request/decode-target.ts';
import type { GatewayRequest } from '../request/gateway-request.ts';
import { isRefusal } from '../respond/refusal.ts';
import type { Settings } from '../settings.ts';
import { findDomain, selectMapping } from './select-mapping.ts';

/** The `Host` header of a request; undefined unless there is exactly one. */
export function hostOf({ headers }: Pick<GatewayRequest, 'headers'>): string | undefined {
  const hosts = headers.filter(([name]) => name.toLowerCase() === 'host');
  return hosts.length === 1 ? hosts[0]?.[1] : undefined;
}

/** The API a custom domain maps a request to; undefined when the request names no custom domain, or no mapping fits. */
export function mappedApi({ domainNames }: Model, request: GatewayRequest, settings: Settings): string | undefined {
  const domain = findDomain(domainNames, hostOf(request));
  const target = domain && decodeTarget(request.target, settings);
  if (!domain || !target || isRefusal(target)) return undefined;
  return selectMapping(domain, target.rawPath)?.mapping.apiId;
}
