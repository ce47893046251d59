import { type AccessTable, decide } from '@scopegate/contract/decision';
import type { State } from '../state.ts';

/**
 * The rule of the route against the principal.
 *
 * @param nowSeconds seconds since the epoch
 */
export const decideAccess =
  (table: AccessTable, nowSeconds: () => number) =>
  (state: State): void => {
    const entry = Object.hasOwn(table.routes, state.routeKey) ? table.routes[state.routeKey] : undefined;
    if (entry === undefined) {
      state.refused = 'route_unknown';
      return;
    }
    state.entry = entry;
    state.decision = decide(entry.rule, state.verified?.principal, nowSeconds());
    if (state.decision.outcome === 'deny') state.refused = state.decision.reason;
  };
