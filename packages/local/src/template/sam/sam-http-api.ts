import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isJsonObject, quote } from '../../runtime/index.ts';
import { readTemplateFile } from '../assembly/read-json.ts';
import type { PlannedAuthorization } from '../expand/api-plan.ts';
import { planResources } from '../expand/api-plan.ts';
import { expanded, handedOn, readerAt } from '../expand/expansion.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { documentTable } from '../open-api/document-tables.ts';
import type { ApiDocument } from '../open-api/read-document.ts';
import { readDocument } from '../open-api/read-document.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { harmless, modelled, type PropertyTable, refused } from '../properties/property-table.ts';
import type { ResourceEntry } from '../resource-entry.ts';
import { readAuthorizers } from './sam-authorizers.ts';
import { domainEntries } from './sam-domain.ts';
import type { HttpApiEvent } from './sam-events.ts';
import type { SamResource } from './sam-resource.ts';
import { originOf } from './sam-resource.ts';
import type { RouteAuth } from './sam-route.ts';
import { authorizationNamed, fillRoute, permissionOfEvent, routeKeyOf } from './sam-route.ts';

export const samHttpApi: PropertyTable = {
  ...modelled('Name', 'StageName', 'StageVariables', 'DefaultRouteSettings', 'RouteSettings', 'AccessLogSettings'),
  ...modelled('Auth', 'CorsConfiguration', 'DisableExecuteApiEndpoint', 'DefinitionBody', 'DefinitionUri', 'Domain'),
  ...harmless('says nothing about requests', 'Description', 'Tags', 'PropagateTags', 'FailOnWarnings'),
  ...refused(
    { rule: 'security-policy', what: 'SecurityPolicy is not run by the local platform', remedy: 'Leave it out.' },
    'SecurityPolicy',
  ),
};

const authProperties = modelled('Authorizers', 'DefaultAuthorizer', 'EnableIamAuthorizer');
const onStage = ['StageVariables', 'DefaultRouteSettings', 'AccessLogSettings'];

/**
 * Writes an `AWS::Serverless::HttpApi` out: the API, its stage, and the authorizers, integrations and routes of its
 * definition and of the functions' events. A route that says nothing gets `DefaultAuthorizer`.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 */
export function httpApiEntries(sam: SamResource, events: readonly HttpApiEvent[]): readonly ResourceEntry[] {
  const { logicalId, resource, properties, origin } = sam;
  const auth = properties.object('Auth', authProperties);
  const { planned, permissions } = readAuthorizers(sam, auth);
  const routeAuth = readRouteAuth(
    auth,
    planned.map(({ name }) => name),
  );
  const filling = events.map(routeKeyOf);
  const document = readDefinition(sam, { fallback: routeAuth.fallback, isFilled: (key) => filling.includes(key) });
  const filled = document?.filled ?? [];
  const plan = {
    api: logicalId,
    authorizers: [...planned, ...(document?.authorizers ?? [])],
    routes: [...(document?.routes ?? []), ...events.map((event) => fillRoute(event, { auth: routeAuth, filled }))],
  };
  return [
    [logicalId, { ...resource, type: 'AWS::ApiGatewayV2::Api', properties: apiProperties(sam, document), origin }],
    stageEntry(sam, events),
    ...domainEntries(sam, stageIdOf(sam)),
    ...planResources(plan),
    ...permissions,
    ...events.map(permissionOfEvent),
  ];
}

function readRouteAuth(auth: PropertyReader | undefined, authorizers: readonly string[]): RouteAuth {
  const iamEnabled = auth?.boolean('EnableIamAuthorizer') === true;
  const name = auth?.optionalString('DefaultAuthorizer') ?? 'NONE';
  const fallback = authorizationNamed(name, { authorizers });
  if (fallback === undefined || (fallback.type === 'AWS_IAM' && !iamEnabled)) {
    auth?.fault('DefaultAuthorizer', {
      rule: 'default-authorizer',
      what: `DefaultAuthorizer ${quote(name)} is no authorizer of the API`,
      allowed: authorizers.join(', ') || 'it has none',
      remedy: 'Name an authorizer of the API.',
    });
  }
  return { authorizers, iamEnabled, fallback: fallback ?? { type: 'NONE' } };
}

function apiProperties({ properties }: SamResource, document: ApiDocument | undefined): JsonObject {
  const name = properties.written('Name') ?? document?.title ?? { Ref: 'AWS::StackName' };
  const cors = properties.has('CorsConfiguration') ? corsOf(properties) : document?.cors;
  return {
    Name: name,
    ProtocolType: 'HTTP',
    ...handedOn(properties, ['DisableExecuteApiEndpoint']),
    ...(cors === undefined ? {} : { CorsConfiguration: cors }),
  };
}

/** `true` allows every origin, and nothing else. */
function corsOf(properties: PropertyReader): Json | undefined {
  const cors = properties.raw('CorsConfiguration');
  if (cors === true) return { AllowOrigins: ['*'] };
  return cors === false ? undefined : cors;
}

const stageName = ({ properties }: SamResource): string => properties.optionalString('StageName') ?? '$default';

function stageIdOf(sam: SamResource): string {
  const name = stageName(sam);
  const kind = name === '$default' ? 'ApiGatewayDefaultStage' : `${name.replaceAll(/[^A-Za-z0-9]/g, '')}Stage`;
  return `${sam.logicalId}${kind}`;
}

function stageEntry(sam: SamResource, events: readonly HttpApiEvent[]): ResourceEntry {
  const { logicalId, properties } = sam;
  const given = properties.raw('RouteSettings');
  const ofEvents = events.flatMap((event) => {
    const settings = event.properties.written('RouteSettings');
    return settings === undefined ? [] : [[routeKeyOf(event), settings] as const];
  });
  const routeSettings = { ...(isJsonObject(given) ? given : {}), ...Object.fromEntries(ofEvents) };
  const all: JsonObject = {
    ApiId: { Ref: logicalId },
    StageName: stageName(sam),
    AutoDeploy: true,
    ...handedOn(properties, onStage),
    ...(Object.keys(routeSettings).length === 0 ? {} : { RouteSettings: routeSettings }),
  };
  const origin = originOf(sam);
  return [stageIdOf(sam), expanded('AWS::ApiGatewayV2::Stage', all, { ...origin, path: `${origin.path} (as Stage)` })];
}

interface DefinitionReading {
  readonly fallback: PlannedAuthorization;
  /** Whether an event gives a route of the document its integration. */
  readonly isFilled: (routeKey: string) => boolean;
}

/** The OpenAPI definition, written in the template or in a file beside it. */
function readDefinition(sam: SamResource, reading: DefinitionReading): ApiDocument | undefined {
  const { properties } = sam;
  const body = properties.object('DefinitionBody', documentTable);
  if (body !== undefined) return readDocument(body, { origin: originOf(sam, 'DefinitionBody'), ...reading });
  const uri = properties.raw('DefinitionUri');
  if (uri === undefined) return undefined;
  const { directory, faults } = sam.expansion;
  const file = typeof uri === 'string' ? resolve(directory, uri) : undefined;
  if (file === undefined || !existsSync(file)) {
    properties.fault('DefinitionUri', {
      rule: 'definition-file',
      what: `DefinitionUri ${quote(uri)} is no file beside the template`,
      remedy: 'Give the path of a local file, or write the document as DefinitionBody.',
    });
    return undefined;
  }
  const origin = originOf(sam, 'DefinitionUri');
  const document = readerAt(readTemplateFile(file, faults) ?? {}, documentTable, { origin, expansion: sam.expansion });
  return readDocument(document, { origin, ...reading });
}
