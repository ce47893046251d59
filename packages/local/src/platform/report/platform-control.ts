import type { AdminControl } from '../admin/admin-control.ts';
import { tableReports } from '../admin/table-report.ts';
import type { Listeners } from '../listeners.ts';
import type { Version } from '../live.ts';
import { authorizerWarnings } from './authorizer-warnings.ts';
import { deviationsOf } from './deviations.ts';
import { makeCold } from './make-cold.ts';
import type { RunningParts } from './running.ts';

/** What the admin endpoint may do. */
export function adminControl({ services, live, reloads }: RunningParts): AdminControl {
  const { oauth, functions, listeners, clock, traces } = services;
  return {
    clock,
    traces,
    report: () => ({
      apis: addressesOf(listeners, live.version),
      // Names alone: the clients have secrets.
      pools: oauth.pools.map(({ poolId, issuer }) => ({ poolId, issuer })),
      issuers: oauth.issuers,
      functions: live.version.model.functions.map(({ logicalId, functionName }) => ({ logicalId, functionName })),
      notRun: live.version.model.notRun,
      deviations: deviationsOf(live.version.model),
      warnings: authorizerWarnings(live.version.model),
    }),
    tables: () => tableReports(live.version.model),
    flushAuthorizerCaches: () => {
      for (const { gateway } of live.version.served) gateway.flushAuthorizerCache();
    },
    makeCold: (logicalId) => makeCold(functions, live.version.model, logicalId),
    jwks: oauth.jwks,
    mint: oauth.mint,
    reloadStatus: () => reloads.status,
  };
}

const addressesOf = (listeners: Listeners, { served }: Version) =>
  served.map(({ api }) => {
    const { stack, logicalId, apiId, name } = api;
    return { stack, logicalId, apiId, name, url: listeners.urlOf(api) };
  });
