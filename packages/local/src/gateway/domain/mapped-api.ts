import type { Model } from '../../model/index.ts';
import { decodeTarget } from '../request/decode-target.ts';
import type { GatewayRequest } from '../request/gateway-request.ts';
import { isRefusal } from '../respond/refusal.ts';
import type { Settings } from '../settings.ts';
import { findDomain, selectMapping } from './select-mapping.ts';

/** The `Host` header of a request; undefined unless there is exactly one. */
export function hostOf({ headers }: Pick<GatewayRequest, 'headers'>): string | undefined {
  let host: string | undefined;
  for (const [name, value] of headers) {
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue;
    if (host !== undefined) return undefined;
    host = value;
  }
  return host;
}

/** The API a custom domain maps a request to; undefined when the request names no custom domain, or no mapping fits. */
export function mappedApi({ domainNames }: Model, request: GatewayRequest, settings: Settings): string | undefined {
  if (domainNames.length === 0) return undefined;
  const domain = findDomain(domainNames, hostOf(request));
  const target = domain && decodeTarget(request.target, settings);
  if (!domain || !target || isRefusal(target)) return undefined;
  return selectMapping(domain, target.rawPath)?.mapping.apiId;
}
