import { createGateway, type Gateway, type PendingTrace } from '../gateway/index.ts';
import type { FunctionHost, Model } from '../model/index.ts';
import type { OAuthServer } from '../oauth/index.ts';
import type { TraceBuffer } from './admin/trace-buffer.ts';
import { orTemplateError } from './faults/gateway-faults.ts';
import type { Version } from './live.ts';
import type { PlatformOptions } from './platform-options.ts';
import type { Services } from './services.ts';
import { sharedGatewayOptions } from './shared-gateway-options.ts';

interface VersionInput {
  readonly model: Model;
  readonly pools: Pick<OAuthServer, 'pools' | 'issuers'>;
  readonly functions: Pick<FunctionHost, 'invoke'>;
}

/**
 * Gateways that call the functions of their own version, whatever is deployed while a request is under way.
 *
 * @throws {TemplateError} for what a gateway refuses
 */
export function createVersion(services: Services, { model, pools, functions }: VersionInput): Version {
  const { options, clock, oauth, identities, traces, random } = services;
  // a gateway ends no functions
  const host: FunctionHost = { ...functions, makeCold: async () => undefined, close: async () => undefined };
  const gateways = new Map<string, Gateway>();
  const { url, explain } = oauth;
  const known = { oauth: { url, explain, pools: pools.pools, issuers: pools.issuers }, identities };
  const shared = sharedGatewayOptions(options, known, (apiId) => gateways.get(apiId));
  const served = model.apis.map((api) => {
    const own = { model, api, functions: host, clock, random, ...observers(options, traces) };
    const gateway = orTemplateError(() => createGateway({ ...own, ...shared }));
    gateways.set(api.apiId, gateway);
    return { api, gateway };
  });
  return { model, served };
}

const observers = ({ onTrace, onFailure, onAccessLog }: PlatformOptions, traces: TraceBuffer) => ({
  onTrace: (pending: PendingTrace): void => {
    traces.add(pending);
    onTrace?.(pending.read());
    if (onFailure !== undefined && pending.status >= 500) onFailure(pending.read());
  },
  onAccessLog,
});
