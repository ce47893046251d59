import type { AnyApi } from './api.ts';
import type { AccessTable, ChallengeMode } from './decision/access-table.ts';
import { impliedClosure } from './scope-catalogue.ts';

/**
 * The contract as the authorizer carries it: route key to rule, and what each scope implies.
 *
 * @param challenge which routes get `'genuine'`; only for a route whose backend has the guard. @default `'none'` for all
 */
export function accessTable(api: AnyApi, challenge: (routeName: string) => ChallengeMode = () => 'none'): AccessTable {
  const catalogue = new Map(Object.entries(api.scopes));
  return {
    version: 1,
    scopes: Object.fromEntries([...catalogue.keys()].map((scope) => [scope, impliedClosure(catalogue, scope)])),
    routes: Object.fromEntries(
      Object.values(api.routes).map((route) => [route.route, { rule: route.access, challenge: challenge(route.name) }]),
    ),
  };
}
