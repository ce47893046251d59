import { quote } from '../../runtime/index.ts';
import type { Origin } from '../assembly/stack-template.ts';
import type { PlannedAuthorization, PlannedAuthorizer, PlannedRoute } from '../expand/api-plan.ts';
import type { JsonObject } from '../json-value.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { modelled } from '../properties/property-table.ts';
import { componentsTable, info, methodOf, operationTable, pathItem } from './document-tables.ts';
import type { Scheme } from './read-authorizers.ts';
import { readSchemes } from './read-authorizers.ts';
import { readIntegration } from './read-integration.ts';
import { readSecurity } from './read-security.ts';

/** What an OpenAPI document says of an HTTP API. */
export interface ApiDocument {
  readonly title?: string;
  /** As `CorsConfiguration`. */
  readonly cors?: JsonObject;
  readonly authorizers: readonly PlannedAuthorizer[];
  readonly routes: readonly PlannedRoute[];
}

interface Reading {
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly shared: PropertyReader | undefined;
  /** For operations that say nothing about callers. */
  readonly fallback: PlannedAuthorization;
  readonly origin: Origin;
}

/**
 * Reads an OpenAPI 3.0 document with API Gateway's extensions. An operation without `security` takes the document's,
 * and without that `fallback`.
 * @param document read with the table `DOCUMENT`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function readDocument(
  document: PropertyReader,
  { origin, fallback }: { readonly origin: Origin; readonly fallback: PlannedAuthorization },
): ApiDocument {
  checkVersion(document);
  const components = document.object('components', componentsTable);
  const schemes = readSchemes(components?.object('securitySchemes'), origin);
  const shared = components?.object('x-amazon-apigateway-integrations');
  const reading = { schemes, shared, fallback: readSecurity(document, schemes) ?? fallback, origin };
  const title = document.object('info', info)?.optionalString('title');
  const cors = readCors(document);
  const paths = document.object('paths');
  return {
    ...(title === undefined ? {} : { title }),
    ...(cors === undefined ? {} : { cors }),
    authorizers: [...schemes.values()].flatMap((scheme) => (scheme.type === 'AUTHORIZER' ? [scheme.planned] : [])),
    routes: (paths?.names ?? []).flatMap((path) => {
      const item = paths?.object(path, pathItem);
      return item === undefined ? [] : readPath(path, item, reading);
    }),
  };
}

function checkVersion(document: PropertyReader): void {
  const version = document.string('openapi');
  if (/^3\.0\b/.test(version) || version === '') return;
  document.fault('openapi', {
    rule: 'open-api-version',
    what: 'HTTP APIs import OpenAPI 3.0',
    given: quote(version),
    remedy: 'Write the document as OpenAPI 3.0.',
  });
}

const readPath = (path: string, item: PropertyReader, reading: Reading): readonly PlannedRoute[] =>
  Object.entries(methodOf).flatMap(([key, method]) => {
    const operation = item.object(key, operationTable);
    if (operation === undefined) return [];
    const integration = readIntegration(operation, reading.shared);
    const authorization = readSecurity(operation, reading.schemes) ?? reading.fallback;
    if (integration === undefined) return [];
    const routeKey = path === '/$default' && method === 'ANY' ? '$default' : `${method} ${path}`;
    const origin = { ...reading.origin, path: `${reading.origin.path}.paths.${path}.${key}` };
    return [{ routeKey, authorization, integration, origin }];
  });

const corsNames = {
  allowCredentials: 'AllowCredentials',
  allowHeaders: 'AllowHeaders',
  allowMethods: 'AllowMethods',
  allowOrigins: 'AllowOrigins',
  exposeHeaders: 'ExposeHeaders',
  maxAge: 'MaxAge',
} as const;

function readCors(document: PropertyReader): JsonObject | undefined {
  const cors = document.object('x-amazon-apigateway-cors', modelled(...Object.keys(corsNames)));
  if (cors === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(corsNames).flatMap(([name, property]) => {
      const value = cors.written(name);
      return value === undefined ? [] : [[property, value] as const];
    }),
  );
}
