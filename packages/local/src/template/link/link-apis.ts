import type { Api, Finding, Route, Stage } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import type { ReadResources } from '../read-resources.ts';
import type { StagePart } from '../resources/apigateway/stage.ts';
import type { WithoutSkipped } from '../skip-routes.ts';
import { checkDeployments } from './check-deployments.ts';
import type { RoleInvocation } from './invoking-roles.ts';
import { linkAuthorizer, linkIntegration } from './link-callees.ts';
import type { ApiCallees } from './link-routes.ts';
import { linkRoutes } from './link-routes.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

/** Gives each API its stages and routes, and these their authorizers, integrations and functions. */
export function linkApis(
  parts: ReadResources,
  { skipped, roleInvocation }: { readonly skipped: WithoutSkipped['skipped']; readonly roleInvocation: RoleInvocation },
): readonly Api[] {
  const functionArns = new Set([...parts.functions, ...parts.qualifiedFunctions].map(({ arn }) => arn));
  const called = { functionArns, roleInvocation };
  refuseStrayParts(parts);
  checkDeployments(parts.stages, parts.deployments);
  return parts.apis.map(({ self, ...api }) => {
    const ofApi = <Part extends { readonly apiId: string }>(list: readonly Part[]): readonly Part[] =>
      list.filter((part) => part.apiId === api.apiId);
    const integrations = ofApi(parts.integrations).map((part) => linkIntegration(part, called));
    const authorizers = ofApi(parts.authorizers).map((part) => linkAuthorizer(part, called));
    const callees: ApiCallees = {
      integrations: byId(integrations, ({ integrationId }) => integrationId),
      authorizers: byId(authorizers, ({ authorizer }) => authorizer.authorizerId),
    };
    const routes = linkRoutes(ofApi(parts.routes), callees);
    const skippedRoutes = skipped.get(api.apiId) ?? [];
    const stages = linkStages(ofApi(parts.stages), [...ofApi(parts.routes), ...skippedRoutes]);
    return { ...self.at, ...api, routes, stages, ...(skippedRoutes.length === 0 ? {} : { skippedRoutes }) };
  });
}

const byId = <Callee>(list: readonly Callee[], idOf: (callee: Callee) => string): ReadonlyMap<string, Callee> =>
  new Map(list.map((callee) => [idOf(callee), callee]));

/** Route settings must name routes of the API, and names of stages must differ. */
function linkStages(stages: readonly StagePart[], routes: readonly Pick<Route, 'routeKey'>[]): readonly Stage[] {
  refuseDuplicates(stages, ({ stage }) => stage.name, {
    property: 'StageName',
    rule: 'stage-name-taken',
    what: (name) => `Stage already exists: ${name}`,
  });
  const routeKeys = new Set(routes.map(({ routeKey }) => routeKey));
  for (const { properties, stage } of stages) {
    for (const routeKey of Object.keys(stage.routeThrottles).filter((key) => !routeKeys.has(key))) {
      properties.fault(`RouteSettings.${routeKey}`, {
        rule: 'route-settings-key',
        what: `Unable to find Route by key ${routeKey} within the provided RouteSettings`,
        allowed: [...routeKeys].join(', '),
        remedy: 'Use the key of a route.',
      });
    }
  }
  return stages.map(({ stage }) => stage);
}

function refuseStrayParts({ apis, stages, routes, integrations, authorizers }: ReadResources): void {
  const known = new Set(apis.map(({ apiId }) => apiId));
  const parts: readonly { apiId: string; properties: PropertyReader }[] = [
    stages,
    routes,
    integrations,
    authorizers,
  ].flat();
  for (const { apiId, properties } of parts.filter((part) => !known.has(part.apiId))) {
    properties.fault('ApiId', apiOutsideAssembly(apiId));
  }
}

/** A part, or a mapping, of an API that is not loaded. */
export const apiOutsideAssembly = (apiId: string): Finding => ({
  rule: 'api-outside-assembly',
  what: `${quote(apiId)} is no API of the assembly`,
  remedy: 'Ref an AWS::ApiGatewayV2::Api of the loaded stacks.',
});
