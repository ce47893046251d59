import { join } from 'node:path';
import type { Database } from '../../database/index.ts';
import type { Inspector, ReloadableFunctionHost } from '../../functions/index.ts';
import { createGateway, type Gateway, type PendingTrace, settingFaults } from '../../gateway/index.ts';
import type { Identity } from '../../iam/index.ts';
import { type Api, type Clock, type FunctionHost, type Model, TemplateError } from '../../model/index.ts';
import type { OAuthServer } from '../../oauth/index.ts';
import { loadModel, unpackCode } from '../../template/index.ts';
import type { TraceBuffer } from '../admin/trace-buffer.ts';
import { domainFaults, type RunningDomain, startDomains } from '../custom-domains.ts';
import { orTemplateError } from '../gateway-faults.ts';
import { gatewaySurroundings } from '../gateway-surroundings.ts';
import { identityFaults } from '../identity-faults.ts';
import type { PlatformOptions } from '../platform-options.ts';
import { reachOf } from '../reach.ts';
import type { RoleSessions } from '../role-sessions.ts';
import { servedFunctionFaults } from '../served-function-faults.ts';
import type { ApiListeners } from './api-listeners.ts';
import { restartFaults } from './restart-faults.ts';

/** @throws {TemplateError} with everything that keeps the assembly from running as on AWS */
export async function readModel(options: PlatformOptions): Promise<Model> {
  const model = await unpackCode(
    loadModel({ ...options, reach: reachOf(options) }),
    join(options.stateDirectory, 'code'),
  );
  const faults = [
    ...servedFunctionFaults(model),
    ...domainFaults(model, options.domains ?? {}),
    ...identityFaults(options.identities ?? []),
    ...settingFaults({ ...options.gatewaySettings }).map(({ name, ...fault }) => ({
      path: `gatewaySettings.${name}`,
      ...fault,
    })),
  ];
  if (faults.length > 0) throw new TemplateError(faults);
  return model;
}

/** What outlives a reload. */
export interface Parts {
  readonly options: PlatformOptions;
  readonly clock: Clock;
  readonly oauth: OAuthServer;
  readonly database: Database;
  readonly functions: ReloadableFunctionHost;
  readonly sessions: RoleSessions;
  readonly listeners: ApiListeners;
  readonly identity: Identity;
  readonly traces: TraceBuffer;
  readonly inspector: Inspector | undefined;
  readonly random: (size: number) => Buffer;
}

/** What a reload replaces. */
export interface Version {
  readonly model: Model;
  readonly served: readonly { readonly api: Api; readonly gateway: Gateway }[];
}

export interface Live {
  version: Version;
  domains: readonly RunningDomain[];
}

interface VersionInput {
  readonly model: Model;
  readonly pools: Pick<OAuthServer, 'pools'>;
  readonly functions: Pick<FunctionHost, 'invoke'>;
}

/**
 * Gateways that call the functions of their own version, whatever is deployed while a request is under way.
 *
 * @throws {TemplateError} for what a gateway refuses
 */
export function createVersion(parts: Parts, { model, pools, functions }: VersionInput): Version {
  const { options, clock, oauth, identity, traces } = parts;
  // a gateway ends no functions
  const host: FunctionHost = { ...functions, makeCold: async () => undefined, close: async () => undefined };
  const gateways = new Map<string, Gateway>();
  const known = { oauth: { url: oauth.url, pools: pools.pools }, identity };
  const shared = gatewaySurroundings(options, known, (apiId) => gateways.get(apiId));
  const served = model.apis.map((api) => {
    const own = { model, api, functions: host, clock, random: parts.random, ...observers(options, traces) };
    const gateway = orTemplateError(api, () => createGateway({ ...own, ...shared }));
    gateways.set(api.apiId, gateway);
    return { api, gateway };
  });
  return { model, served };
}

/** Everything that can fail comes before the first change that a request could see. */
export async function reload(parts: Parts, live: Live, assembly: string): Promise<void> {
  const { options, oauth, database, functions, listeners } = parts;
  const model = await readModel({ ...options, assembly });
  const faults = restartFaults(live.version.model, model);
  if (faults.length > 0) throw new TemplateError(faults);
  const pools = await oauth.prepare(model.userPools);
  await database.provision(model.tables);
  const deployment = functions.prepare({ functions: model.functions, redirects: redirectsTo(oauth.url, pools) });
  const version = createVersion(parts, { model, pools, functions: deployment });
  await listeners.open(version.served, 0);
  pools.commit();
  database.declare(model.tables);
  parts.sessions.declare(model);
  deployment.commit();
  listeners.serve(version.served);
  live.version = version;
  live.domains = await domainsOf(parts, version);
}

export async function domainsOf(
  { options, listeners }: Parts,
  { model, served }: Version,
): Promise<readonly RunningDomain[]> {
  const [first] = served;
  return startDomains(model, first && { ...first, url: listeners.urlOf(first.api) }, options.domains ?? {});
}

/** Leads calls to the pools of AWS to the local ones. */
export const redirectsTo = (to: string, { poolHosts }: Pick<OAuthServer, 'poolHosts'>) =>
  poolHosts.map((host) => ({ host, to }));

const observers = ({ onTrace, onAccessLog }: PlatformOptions, traces: TraceBuffer) => ({
  onTrace: (pending: PendingTrace): void => {
    traces.add(pending);
    onTrace?.(pending.read());
  },
  onAccessLog,
});
