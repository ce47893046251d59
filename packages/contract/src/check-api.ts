import type { ApiDeclaration } from './api-declaration.ts';
import { checkCors } from './check-cors.ts';
import { checkRoute } from './check-route.ts';
import { checkScopes } from './check-scopes.ts';
import { type ContractFault, shown } from './faults.ts';
import { type Method, methods, parseRouteKey, pathShape, type RouteKeyParts } from './route-key.ts';

/** Every fault of a declaration; empty when it may be used. */
export function checkApi(declaration: ApiDeclaration): ContractFault[] {
  return [
    ...checkTexts(declaration),
    ...checkScopes(declaration.scopes),
    ...Object.entries(declaration.routes).flatMap(([name, route]) => checkRoute(name, route, declaration)),
    ...checkConflicts(declaration),
    ...(declaration.cors === undefined ? [] : checkCors(declaration.cors, declaration.routes)),
  ];
}

function checkTexts(declaration: ApiDeclaration): ContractFault[] {
  return (['title', 'version'] as const)
    .filter((member) => typeof declaration[member] !== 'string' || declaration[member].trim() === '')
    .map((member) => ({
      at: member,
      problem: `${member} is empty`,
      given: shown(declaration[member]),
      allowed: 'any text',
      remedy: `Give the API a ${member}`,
    }));
}

interface Named {
  readonly name: string;
  readonly key: string;
  readonly parts: RouteKeyParts;
}

function checkConflicts(declaration: ApiDeclaration): ContractFault[] {
  const parsed = Object.entries(declaration.routes).flatMap(([name, { route }]): Named[] => {
    const result = parseRouteKey(String(route));
    return result.ok ? [{ name, key: route, parts: result.parts }] : [];
  });
  return [...duplicates(parsed), ...shadowed(parsed)];
}

// API Gateway tells routes apart by method and shape; parameter names do not count.
function duplicates(routes: readonly Named[]): ContractFault[] {
  const first = new Map<string, Named>();
  return routes.flatMap((route) => {
    const identity = `${route.parts.method ?? ''} ${pathShape(route.parts)}`;
    const earlier = first.get(identity);
    if (earlier === undefined) first.set(identity, route);
    if (earlier === undefined) return [];
    return [
      {
        at: `routes.${route.name}.route`,
        problem: `matches the same requests as routes.${earlier.name}`,
        given: shown(route.key),
        allowed: 'one route per method and path',
        remedy: 'Remove one of the two or change its path',
      },
    ];
  });
}

// `ANY` serves the methods that have no route of their own; with all of them taken it is never reached.
function shadowed(routes: readonly Named[]): ContractFault[] {
  const concrete = methods.filter((method) => method !== 'ANY');
  return routes
    .filter(({ parts }) => parts.method === 'ANY')
    .filter((any) => concrete.every((method) => hasRoute(routes, method, pathShape(any.parts))))
    .map((any) => ({
      at: `routes.${any.name}.route`,
      problem: 'is never reached: every method of its path has a route of its own',
      given: shown(any.key),
      allowed: 'a route that some request can match',
      remedy: 'Remove it',
    }));
}

const hasRoute = (routes: readonly Named[], method: Method, shape: string): boolean =>
  routes.some(({ parts }) => parts.method === method && pathShape(parts) === shape);
