import type { RawResource } from '../assembly/stack-template.ts';
import { planResources } from '../expand/api-plan.ts';
import type { Expansion } from '../expand/expansion.ts';
import { readerAt } from '../expand/expansion.ts';
import type { Json } from '../json-value.ts';
import { documentTable } from './document-tables.ts';
import { readDocument } from './read-document.ts';

type Entry = readonly [logicalId: string, resource: RawResource];

/** Properties that are about the import alone. */
const ofTheImport = ['Body', 'FailOnWarnings', 'DisableSchemaValidation'] as const;

/** Writes out an API with an OpenAPI `Body`: its routes, integrations and authorizers become resources. */
export function expandDocument([api, resource]: Entry, expansion: Expansion): readonly Entry[] {
  const origin = { logicalId: api, type: resource.type, path: 'Properties' };
  const properties = readerAt(resource.properties, undefined, { origin, expansion });
  const document = properties.object('Body', documentTable);
  if (document === undefined) return [[api, resource]];
  const body = { ...origin, path: 'Properties.Body' };
  const { title, cors, authorizers, routes } = readDocument(document, { origin: body, fallback: { type: 'NONE' } });
  if (cors !== undefined && properties.has('CorsConfiguration')) {
    properties.fault('CorsConfiguration', {
      rule: 'cors-set-twice',
      what: 'CORS is set both here and in the Body (x-amazon-apigateway-cors)',
      remedy: 'Keep one of the two.',
    });
  }
  const own = Object.entries(resource.properties).filter(([name]) => !ofTheImport.some((other) => other === name));
  const made: Record<string, Json> = {
    ...(title === undefined ? {} : { Name: title }),
    ...(cors === undefined ? {} : { CorsConfiguration: cors }),
    ProtocolType: 'HTTP',
  };
  const condition = resource.condition === undefined ? {} : { condition: resource.condition };
  return [
    [api, { ...resource, properties: { ...made, ...Object.fromEntries(own) } }],
    ...planResources({ api, authorizers, routes }).map(([id, one]) => [id, { ...one, ...condition }] as const),
  ];
}
