import type { FaultList, SkippedRoute } from '../model/index.ts';
import { quote } from '../runtime/index.ts';
import { placeOfResource } from './assembly/stack-template.ts';
import { referencesIn } from './intrinsics/references.ts';
import { own } from './json-value.ts';
import type { LoadedStack } from './loaded-stack.ts';
import { attempt } from './loaded-stack.ts';

export interface WithoutSkipped {
  /** Without the routes, and without the integrations and authorizers that they alone used. */
  readonly stacks: readonly LoadedStack[];
  /** By the id of the API. */
  readonly skipped: ReadonlyMap<string, readonly SkippedRoute[]>;
}

interface Found {
  readonly loaded: LoadedStack;
  readonly logicalId: string;
  readonly routeKey: string;
  readonly apiId: string;
  readonly callees: readonly string[];
}

/**
 * Takes routes out before they are read, so that what cannot be run about them stops nothing. The gateway answers them
 * with 501 instead: they must not fall through to another route. A key that no route has is a fault.
 */
export function skipRoutes(stacks: readonly LoadedStack[], keys: readonly string[], faults: FaultList): WithoutSkipped {
  if (keys.length === 0) return { stacks, skipped: new Map() };
  const routes = stacks.flatMap((loaded) => routesOf(loaded, faults));
  for (const key of keys) {
    if (routes.some(({ routeKey }) => routeKey === key)) continue;
    const known = routes.map(({ routeKey }) => routeKey).join(', ') || 'none';
    faults.add(
      { option: { name: 'skipRoutes', entry: key } },
      {
        rule: 'unknown-skipped-route',
        what: `No route has the key ${quote(key)}`,
        allowed: known,
        remedy: 'Name a route by its key.',
      },
    );
  }
  const [gone, kept] = [routes.filter(isIn(keys)), routes.filter((route) => !isIn(keys)(route))];
  return {
    stacks: stacks.map((loaded) => without(loaded, { gone, kept })),
    skipped: Map.groupBy(
      gone.map(({ loaded, logicalId, routeKey, apiId }) => ({ stack: loaded.stack, logicalId, routeKey, apiId })),
      ({ apiId }) => apiId,
    ),
  };
}

const isIn =
  (keys: readonly string[]) =>
  ({ routeKey }: Found): boolean =>
    keys.includes(routeKey);

function routesOf(loaded: LoadedStack, faults: FaultList): readonly Found[] {
  const { stack, scope, resources } = loaded;
  return [...resources].flatMap(([logicalId, resource]) => {
    if (resource.type !== 'AWS::ApiGatewayV2::Route') return [];
    const place = placeOfResource(stack, logicalId, resource);
    const text = (name: string): string => {
      const json = own(resource.properties, name) ?? null;
      const at = { ...place, path: `${place.path}.${name}` };
      return String(attempt(() => scope.valueOf(`${logicalId}.${name}`, json), at, faults) ?? '');
    };
    const named = {
      Target: own(resource.properties, 'Target') ?? null,
      By: own(resource.properties, 'AuthorizerId') ?? null,
    };
    const callees = referencesIn(named, '', () => undefined).map(({ name }) => name);
    return [{ loaded, logicalId, routeKey: text('RouteKey'), apiId: text('ApiId'), callees }];
  });
}

function without(
  loaded: LoadedStack,
  { gone, kept }: { readonly gone: readonly Found[]; readonly kept: readonly Found[] },
): LoadedStack {
  const here = ({ loaded: other }: Found): boolean => other === loaded;
  const needed = new Set(kept.filter(here).flatMap(({ callees }) => callees));
  const dropped = new Set(
    gone.filter(here).flatMap(({ logicalId, callees }) => [logicalId, ...callees.filter((id) => !needed.has(id))]),
  );
  return { ...loaded, resources: new Map([...loaded.resources].filter(([logicalId]) => !dropped.has(logicalId))) };
}
