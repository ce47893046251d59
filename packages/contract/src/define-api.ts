import type { Api, Route } from './api.ts';
import { checkApi } from './check-api.ts';
import { type CorsDeclaration, toCors } from './cors.ts';
import { ContractError } from './faults.ts';
import type { RouteDeclaration } from './route.ts';
import { parseRouteKey } from './route-key.ts';
import { type ScopeEntry, toCatalogueScope } from './scope-catalogue.ts';

/**
 * Declares an HTTP API: its scopes, and each route with the access it requires. Everything else follows from it.
 *
 * A scope that is not in the catalogue and a route without `access` do not compile. What types cannot say is checked
 * here, everything at once.
 *
 * Not checked: AWS quotas (the CDK construct does that), and whether a schema is the one you meant.
 *
 * @throws {ContractError} with every fault of the declaration
 */
export function defineApi<
  const Scopes extends Readonly<Record<string, ScopeEntry>>,
  const Routes extends Readonly<Record<string, RouteDeclaration>>,
>(declaration: {
  readonly title: string;
  readonly version: string;
  readonly scopes: Scopes & { readonly [Name in keyof Scopes]: ScopeEntry<keyof Scopes & string> };
  // Not in the constraint: a wrong scope would lose the types of all routes, and every handler would report it.
  readonly routes: Routes & { readonly [Name in keyof Routes]: RouteDeclaration<keyof Scopes & string> };
  readonly cors?: CorsDeclaration;
}): Api<keyof Scopes & string, Routes> {
  const faults = checkApi(declaration);
  if (faults.length > 0) throw new ContractError(declaration.title, faults);
  const api = {
    title: declaration.title,
    version: declaration.version,
    scopes: mapValues(declaration.scopes, toCatalogueScope),
    routes: mapValues(declaration.routes, toRoute),
    cors: declaration.cors && toCors(declaration.cors),
  };
  // The parts are built from the declaration member by member; what is lost on the way is only its type.
  return deepFreeze(api) as unknown as Api<keyof Scopes & string, Routes>;
}

function toRoute(declared: RouteDeclaration, name: string): Route {
  const parsed = parseRouteKey(declared.route);
  if (!parsed.ok) throw new Error(`unreachable: "${declared.route}" was checked`);
  return { ...declared, name, parts: parsed.parts };
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, map: (value: From, name: string) => To) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}
