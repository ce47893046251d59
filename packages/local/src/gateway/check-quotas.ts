import { type Api, qualifiedId, type Stage } from '../model/index.ts';
import type { Settings } from './settings.ts';

/** Quotas that AWS raises on request. */
export type Quotas = Pick<Settings, 'authorizersPerApi' | 'routesPerApi' | 'stagesPerApi'>;

/** Quotas that it does not. */
const fixed = {
  integrationsPerApi: 300,
  variablesPerStage: 100,
  variableNameCharacters: 64,
  variableValueCharacters: 512,
  accessLogFormatBytes: 3 * 1024,
};

/** How many of each an API has. */
export interface Counts {
  readonly authorizers: number;
  readonly integrations: number;
}

/**
 * What of an API is above the quotas of API Gateway, one sentence each.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function quotaFaults(api: Api, { authorizers, integrations }: Counts, quotas: Quotas): string[] {
  const routes = api.routes.length + (api.skippedRoutes?.length ?? 0);
  const counted = [
    { things: 'routes', count: routes, limit: quotas.routesPerApi },
    { things: 'integrations', count: integrations, limit: fixed.integrationsPerApi },
    { things: 'authorizers', count: authorizers, limit: quotas.authorizersPerApi },
    { things: 'stages', count: api.stages.length, limit: quotas.stagesPerApi },
  ];
  return [
    ...counted
      .filter(({ count, limit }) => count > limit)
      .map(
        ({ things, count, limit }) => `${qualifiedId(api)}: ${count} ${things} are above the quota of ${limit} per API`,
      ),
    ...api.stages.flatMap(stageFaults),
  ];
}

function stageFaults(stage: Stage): string[] {
  const place = qualifiedId(stage);
  const variables = Object.entries(stage.variables);
  const formatBytes = Buffer.byteLength(stage.accessLog?.format ?? '');
  const long = variables.filter(
    ([name, value]) => name.length > fixed.variableNameCharacters || value.length > fixed.variableValueCharacters,
  );
  return [
    ...(variables.length > fixed.variablesPerStage
      ? [`${place}: ${variables.length} stage variables are above the quota of ${fixed.variablesPerStage} per stage`]
      : []),
    ...long.map(
      ([name]) =>
        `${place}: the stage variable ${JSON.stringify(name.slice(0, fixed.variableNameCharacters))} is too long; a name has ` +
        `at most ${fixed.variableNameCharacters} characters, a value ${fixed.variableValueCharacters}`,
    ),
    ...(formatBytes > fixed.accessLogFormatBytes
      ? [`${place}: the access log format is ${formatBytes} bytes; at most ${fixed.accessLogFormatBytes} are allowed`]
      : []),
  ];
}
