import type { Api, Fault, FaultPlace, Stage } from '../model/index.ts';
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
 * What of an API is above the quotas of API Gateway.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function quotaFaults(api: Api, { authorizers, integrations }: Counts, quotas: Quotas): Fault[] {
  const routes = api.routes.length + (api.skippedRoutes?.length ?? 0);
  const counted = [
    { rule: 'routes-per-api', things: 'routes', count: routes, limit: quotas.routesPerApi, setting: 'routesPerApi' },
    { rule: 'integrations-per-api', things: 'integrations', count: integrations, limit: fixed.integrationsPerApi },
    {
      rule: 'authorizers-per-api',
      things: 'authorizers',
      count: authorizers,
      limit: quotas.authorizersPerApi,
      setting: 'authorizersPerApi',
    },
    {
      rule: 'stages-per-api',
      things: 'stages',
      count: api.stages.length,
      limit: quotas.stagesPerApi,
      setting: 'stagesPerApi',
    },
  ];
  const where = { stack: api.stack, logicalId: api.logicalId, type: 'AWS::ApiGatewayV2::Api', path: 'Properties' };
  return [
    ...counted
      .filter(({ count, limit }) => count > limit)
      .map(({ rule, things, count, limit, setting }) => ({
        rule,
        where,
        what: `The API is above the quota of ${things} per API`,
        given: String(count),
        allowed: `at most ${limit}`,
        remedy: setting === undefined ? 'Split the API.' : 'Split the API, or have AWS raise the quota.',
        ...(setting === undefined ? {} : { option: { name: 'gatewaySettings', entry: setting } as const }),
      })),
    ...api.stages.flatMap(stageFaults),
  ];
}

function stageFaults(stage: Stage): Fault[] {
  const placeOf = (property: string): FaultPlace => ({
    stack: stage.stack,
    logicalId: stage.logicalId,
    type: 'AWS::ApiGatewayV2::Stage',
    path: `Properties.${property}`,
  });
  const variables = Object.entries(stage.variables);
  const formatBytes = Buffer.byteLength(stage.accessLog?.format ?? '');
  const faults: Fault[] = [];
  if (variables.length > fixed.variablesPerStage) {
    faults.push({
      rule: 'variables-per-stage',
      where: placeOf('StageVariables'),
      what: 'The stage is above the quota of stage variables per stage',
      given: String(variables.length),
      allowed: `at most ${fixed.variablesPerStage}`,
      remedy: 'Remove some of them.',
    });
  }
  for (const [name, value] of variables) {
    if (name.length <= fixed.variableNameCharacters && value.length <= fixed.variableValueCharacters) continue;
    faults.push({
      rule: 'stage-variable-length',
      where: placeOf(`StageVariables.${name.slice(0, fixed.variableNameCharacters)}`),
      what: 'The stage variable is too long',
      given: `a name of ${name.length} characters, a value of ${value.length}`,
      allowed: `a name of at most ${fixed.variableNameCharacters} characters, a value of at most ${fixed.variableValueCharacters}`,
      remedy: 'Shorten it.',
    });
  }
  if (formatBytes > fixed.accessLogFormatBytes) {
    faults.push({
      rule: 'access-log-format-size',
      where: placeOf('AccessLogSettings.Format'),
      what: 'The access log format is too long',
      given: `${formatBytes} bytes`,
      allowed: `at most ${fixed.accessLogFormatBytes} bytes`,
      remedy: 'Shorten it.',
    });
  }
  return faults;
}
