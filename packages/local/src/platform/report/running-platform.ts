import type { Platform } from '../platform.ts';
import { authorizerWarnings } from './authorizer-warnings.ts';
import { deviationsOf } from './deviations.ts';
import { makeCold } from './make-cold.ts';
import type { RunningParts } from './running.ts';
import { runningApi } from './running-apis.ts';
import { runningAuthorizers } from './running-authorizers.ts';
import { runningFunctions } from './running-functions.ts';

/** The platform as its callers see it. */
export function runningPlatform(
  { services, live, reloads }: RunningParts,
  admin: Platform['admin'],
  close: () => Promise<void>,
): Platform {
  const { oauth, database, functions, listeners, identity, clock, traces, inspector } = services;
  const { accessKeyId, secretAccessKey } = identity;
  return {
    get apis() {
      const { model, served } = live.version;
      return served.map(({ api }) => runningApi(api, model, listeners.urlOf(api)));
    },
    get domains() {
      return live.domains;
    },
    get pools() {
      return oauth.pools;
    },
    get issuers() {
      return oauth.issuers;
    },
    issuerHost: oauth.url,
    databaseEndpoint: database.endpoint,
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
    get warnings() {
      return authorizerWarnings(live.version.model);
    },
    get deviations() {
      return deviationsOf(live.version.model);
    },
    get lastReload() {
      return reloads.status;
    },
    iam: { accessKeyId, secretAccessKey, region: live.version.model.region },
    clock,
    admin: { url: admin.url, secret: admin.secret },
    ...(inspector && { inspectorUrl: inspector.url }),
    traces: traces.list,
    mint: oauth.mint,
    jwks: oauth.jwks,
    makeCold: (logicalId) => makeCold(functions, live.version.model, logicalId),
    reload: ({ assembly }) => reloads.run(assembly),
    close,
  };
}
