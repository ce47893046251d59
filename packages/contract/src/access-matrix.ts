import type { AnyApi } from './api.ts';
import { decide } from './decision/decide.ts';
import type { Principal } from './decision/principal.ts';
import { impliedClosure } from './scope-catalogue.ts';

/** A client that gets tokens: its name and the scopes granted to it. */
export interface MatrixClient {
  readonly name: string;
  readonly scopes: readonly string[];
}

export interface AccessMatrixRow {
  readonly name: string;
  readonly route: string;
  /** In the order of the clients; for `iam()` routes `false`: no token opens them. */
  readonly allowed: readonly boolean[];
}

export interface AccessMatrix {
  readonly clients: readonly string[];
  readonly rows: readonly AccessMatrixRow[];
}

/** Who may call what: every route against every client, by the same decision the authorizer takes. */
export function accessMatrix(api: AnyApi, clients: readonly MatrixClient[]): AccessMatrix {
  const principals = clients.map((client) => principalOf(api, client));
  return {
    clients: clients.map((client) => client.name),
    rows: Object.values(api.routes).map((route) => ({
      name: route.name,
      route: route.route,
      allowed: principals.map((principal) => decide(route.access, principal, 0).outcome === 'allow'),
    })),
  };
}

function principalOf(api: AnyApi, client: MatrixClient): Principal {
  const catalogue = new Map(Object.entries(api.scopes));
  return {
    issuer: 'matrix',
    subject: client.name,
    scopes: [...new Set(client.scopes.flatMap((scope) => impliedClosure(catalogue, scope)))].sort(),
    validUntil: Number.POSITIVE_INFINITY,
    claims: {},
  };
}
