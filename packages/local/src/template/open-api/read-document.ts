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
  /** What operations that an event fills say about callers. */
  readonly filled: readonly FilledRoute[];
}

/** An operation without an integration, which an event of a function has. */
export interface FilledRoute {
  readonly routeKey: string;
  readonly authorization: PlannedAuthorization;
}

type DocumentRoute = PlannedRoute | FilledRoute;

const hasIntegration = (route: DocumentRoute): route is PlannedRoute => 'integration' in route;

interface DocumentReading {
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly shared: PropertyReader | undefined;
  /** For operations that say nothing about callers. */
  readonly fallback: PlannedAuthorization;
  readonly origin: Origin;
  /** Whether an event of a function gives a route its integration. */
  readonly isFilled: (routeKey: string) => boolean;
}

/** What a document is read with. */
interface DocumentContext extends Pick<DocumentReading, 'origin' | 'fallback'> {
  /** @default no event fills anything */
  readonly isFilled?: DocumentReading['isFilled'];
}

/**
 * Reads an OpenAPI 3.0 document with API Gateway's extensions. An operation without `security` takes the document's,
 * and without that `fallback`.
 * @param document read with the table `DOCUMENT`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function readDocument(
  document: PropertyReader,
  { origin, fallback, isFilled = () => false }: DocumentContext,
): ApiDocument {
  checkVersion(document);
  const components = document.object('components', componentsTable);
  const schemes = readSchemes(components?.object('securitySchemes'), origin);
  const shared = components?.object('x-amazon-apigateway-integrations');
  const reading = { schemes, shared, fallback: readSecurity(document, schemes) ?? fallback, origin, isFilled };
  const title = document.object('info', info)?.optionalString('title');
  const cors = readCors(document);
  const paths = document.object('paths');
  const routes = (paths?.names ?? []).flatMap((path) => {
    const item = paths?.object(path, pathItem);
    return item === undefined ? [] : readPath(path, item, reading);
  });
  return {
    ...(title === undefined ? {} : { title }),
    ...(cors === undefined ? {} : { cors }),
    authorizers: [...schemes.values()].flatMap((scheme) => (scheme.type === 'AUTHORIZER' ? [scheme.planned] : [])),
    routes: routes.filter(hasIntegration),
    filled: routes.filter((route) => !hasIntegration(route)),
  };
}

function checkVersion(document: PropertyReader): void {
  const version = document.string('openapi');
  if (/^3(?:\.0\b|$)/.test(version) || version === '') return;
  document.fault('openapi', {
    rule: 'open-api-version',
    what: 'HTTP APIs import OpenAPI 3.0',
    given: quote(version),
    remedy: 'Write the document as OpenAPI 3.0.',
  });
}

function readPath(path: string, item: PropertyReader, reading: DocumentReading): readonly DocumentRoute[] {
  return Object.entries(methodOf).flatMap(([key, method]) => {
    const operation = item.object(key, operationTable);
    if (operation === undefined) return [];
    const isDefault = method === 'ANY' && (/^\/?\$default$/.test(path) || operation.boolean('isDefaultRoute') === true);
    const routeKey = isDefault ? '$default' : `${method} ${path}`;
    const said = readSecurity(operation, reading.schemes);
    const isFilled = reading.isFilled(routeKey) && !operation.has('x-amazon-apigateway-integration');
    if (isFilled) return said === undefined ? [] : [{ routeKey, authorization: said }];
    const integration = readIntegration(operation, reading.shared);
    if (integration === undefined) return [];
    const origin = { ...reading.origin, path: `${reading.origin.path}.paths.${path}.${key}` };
    return [{ routeKey, authorization: said ?? reading.fallback, integration, origin }];
  });
}

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
