import type { RawResource, StackTemplate } from '../assembly/stack-template.ts';
import type { Expansion } from '../expand/expansion.ts';
import { readerAt } from '../expand/expansion.ts';
import { uniqueResources } from '../expand/unique-resources.ts';
import type { ResourceEntry } from '../resource-entry.ts';
import { withGlobals } from './globals.ts';
import { connectorEntry, samConnector } from './sam-connector.ts';
import type { HttpApiEvent } from './sam-events.ts';
import { implicitApiId, readEvents } from './sam-events.ts';
import { functionEntries, samFunction } from './sam-function.ts';
import { httpApiEntries, samHttpApi } from './sam-http-api.ts';
import { layerEntry, samLayer } from './sam-layer.ts';
import type { SamResource } from './sam-resource.ts';
import { samResources } from './sam-resource.ts';
import { samSimpleTable, simpleTableEntry } from './sam-simple-table.ts';

export const samTransform = 'AWS::Serverless-2016-10-31';

const httpApi = 'AWS::Serverless::HttpApi';

/** SAM types that become resources, the first of each under the same logical ID. */
const expanded: ReadonlySet<string> = new Set([
  httpApi,
  'AWS::Serverless::Function',
  'AWS::Serverless::LayerVersion',
  'AWS::Serverless::SimpleTable',
]);

/** SAM types that serve no request here: the transform would make resources of them that are not run either. */
const leftOutTypes: ReadonlySet<string> = new Set(['AWS::Serverless::Connector', 'AWS::Serverless::GraphQLApi']);

/**
 * Writes SAM's resources out as CloudFormation's: functions, layers, HTTP APIs (declared, and the implicit one of events
 * without `ApiId`), simple tables, connectors to tables and nested applications, with `Globals` put in. Events of other sources are listed as left
 * out. A resource whose condition is false makes nothing; SAM types that are not known here stay as they
 * are and are refused where types are read.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification.html
 */
export function expandSam(expansion: Expansion): StackTemplate {
  const { template, stack } = expansion;
  const functions = samResources(expansion, 'AWS::Serverless::Function', samFunction);
  const events = functions.map(readEvents);
  const made: readonly ResourceEntry[] = [
    ...functions.flatMap(functionEntries),
    ...apiEntries(
      expansion,
      events.flatMap(({ routed }) => routed),
    ),
    ...samResources(expansion, 'AWS::Serverless::Connector', samConnector).flatMap((one) => {
      const entry = connectorEntry(one);
      return entry === undefined ? [] : [entry];
    }),
    ...samResources(expansion, 'AWS::Serverless::LayerVersion', samLayer).map(layerEntry),
    ...samResources(expansion, 'AWS::Serverless::SimpleTable', samSimpleTable).map(simpleTableEntry),
  ];
  const replaced = new Set(made.map(([logicalId]) => logicalId));
  const isReplaced = ([logicalId, { type }]: ResourceEntry): boolean => replaced.has(logicalId) && expanded.has(type);
  const others = [...template.resources]
    .filter((entry) => !leftOutTypes.has(entry[1].type) && !isReplaced(entry))
    .map(asNestedStack);
  const granting = new Set(made.map(([, { origin }]) => origin?.logicalId));
  const leftOut = [...template.resources].filter(([id, { type }]) => leftOutTypes.has(type) && !granting.has(id));
  return {
    ...template,
    resources: uniqueResources([...others, ...made], expansion),
    leftOut: [
      ...template.leftOut,
      ...events.flatMap((event) => event.leftOut),
      ...functions
        .filter(({ properties }) => properties.has('FunctionUrlConfig'))
        .map(({ logicalId }) => ({ stack, logicalId: `${logicalId}Url`, type: 'AWS::Lambda::Url' })),
      ...leftOut.map(([logicalId, { type }]) => ({ stack, logicalId, type })),
    ],
  };
}

function apiEntries(expansion: Expansion, events: readonly HttpApiEvent[]): readonly ResourceEntry[] {
  const declared = samResources(expansion, httpApi, samHttpApi);
  const known = new Set(declared.map(({ logicalId }) => logicalId));
  const implicit = events.some(({ api }) => api === implicitApiId) && !known.has(implicitApiId);
  const apis = implicit ? [...declared, implicitApi(expansion)] : declared;
  return apis.flatMap((api) =>
    httpApiEntries(
      api,
      events.filter((event) => event.api === api.logicalId),
    ),
  );
}

/** The API of events that name none; `Globals.HttpApi` is all it is told. */
function implicitApi(expansion: Expansion): SamResource {
  const origin = { logicalId: implicitApiId, type: httpApi, path: 'Properties' };
  const resource: RawResource = { type: httpApi, properties: {}, dependsOn: [], origin };
  const merged = withGlobals(expansion.template.globals, httpApi, {});
  const properties = readerAt(merged, samHttpApi, { origin, expansion });
  return { logicalId: implicitApiId, resource, origin, expansion, properties };
}

/** A nested application is a nested stack whose template lies beside this one. */
function asNestedStack([logicalId, resource]: ResourceEntry): ResourceEntry {
  if (resource.type !== 'AWS::Serverless::Application') return [logicalId, resource];
  const { Location, ...rest } = resource.properties;
  const properties = Location === undefined ? rest : { ...rest, TemplateURL: Location };
  const origin = { logicalId, type: resource.type, path: 'Properties' };
  return [logicalId, { ...resource, type: 'AWS::CloudFormation::Stack', properties, origin }];
}
