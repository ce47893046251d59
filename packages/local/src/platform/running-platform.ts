import { runtimeDeviations } from '../functions/index.ts';
import type { Deviation, FunctionHost, LambdaFunction } from '../model/index.ts';
import type { AdminControl } from './admin/admin-control.ts';
import type { ReloadQueue } from './reload/reload-status.ts';
import type { Live, Parts } from './reload/version.ts';
import { runningApi } from './report/running-apis.ts';
import { runningAuthorizers } from './report/running-authorizers.ts';
import { runningFunctions } from './report/running-functions.ts';
import { roleDeviations } from './role-deviations.ts';
import type { Platform } from './start-platform.ts';

export interface Running extends Parts {
  readonly live: Live;
  readonly reloads: ReloadQueue;
  readonly admin: Platform['admin'];
  readonly close: () => Promise<void>;
}

/** The platform as its callers see it. */
export function running({ live, reloads, admin, close, ...parts }: Running): Platform {
  const { oauth, functions, identity, clock, traces, inspector } = parts;
  const { accessKeyId, secretAccessKey } = identity;
  return {
    get apis() {
      const { model, served } = live.version;
      return served.map(({ api }) => runningApi(api, model, parts.listeners.urlOf(api)));
    },
    get domains() {
      return live.domains;
    },
    get pools() {
      return oauth.pools;
    },
    databaseEndpoint: parts.database.endpoint,
    get tables() {
      return live.version.model.tables.map(({ stack, logicalId, tableName }) => ({ stack, logicalId, tableName }));
    },
    get authorizers() {
      return runningAuthorizers(live.version.model);
    },
    get functions() {
      return runningFunctions(live.version.model);
    },
    get sources() {
      return live.version.model.sources ?? [];
    },
    get notRun() {
      return live.version.model.notRun;
    },
    get deviations() {
      return deviationsOf(live);
    },
    get lastReload() {
      return reloads.status;
    },
    iam: { accessKeyId, secretAccessKey, region: live.version.model.region },
    clock,
    admin: { url: admin.url, secret: admin.secret },
    ...(inspector && { inspectorUrl: inspector.url }),
    traces: traces.list,
    jwks: oauth.jwks,
    makeCold: (logicalId) => makeCold(functions, live, logicalId),
    reload: ({ assembly }) => reloads.run(assembly),
    close,
  };
}

/** What the admin endpoint may do. */
export function adminControl(
  { oauth, functions, clock, traces, ...parts }: Parts,
  live: Live,
  reloads: ReloadQueue,
): AdminControl {
  return {
    clock,
    traces,
    report: () => ({
      apis: addressesOf(parts, live),
      // Names alone: the clients have secrets.
      pools: oauth.pools.map(({ poolId, issuer }) => ({ poolId, issuer })),
      functions: live.version.model.functions.map(({ logicalId, functionName }) => ({ logicalId, functionName })),
      notRun: live.version.model.notRun,
      deviations: deviationsOf(live),
    }),
    flushAuthorizerCaches: () => {
      for (const { gateway } of live.version.served) gateway.flushAuthorizerCache();
    },
    makeCold: (logicalId) => makeCold(functions, live, logicalId),
    jwks: oauth.jwks,
    reloadStatus: () => reloads.status,
  };
}

const addressesOf = ({ listeners }: Pick<Parts, 'listeners'>, { version }: Live) =>
  version.served.map(({ api }) => {
    const { stack, logicalId, apiId, name } = api;
    return { stack, logicalId, apiId, name, url: listeners.urlOf(api) };
  });

const deviationsOf = ({ version: { model } }: Live): readonly Deviation[] => [
  ...runtimeDeviations(model.functions, process.versions.node),
  ...roleDeviations(model),
];

const makeCold = async (functions: FunctionHost, { version }: Live, logicalId?: string): Promise<void> =>
  functions.makeCold(logicalId === undefined ? undefined : arnOf(version.model.functions, logicalId));

function arnOf(functions: readonly LambdaFunction[], logicalId: string): string {
  const found = functions.find((fn) => fn.logicalId === logicalId);
  if (found !== undefined) return found.arn;
  const known = functions.map((fn) => fn.logicalId).join(', ');
  throw new Error(`No function has the logical ID ${logicalId}. There are: ${known}.`);
}
