import { type AccessRule, type AnyApi, accessMatrix, type MatrixClient } from '@scopegate/contract';

/** The name of the column of requests without a token. */
export const noTokenColumn = '(no token)';

/** Who may call what: the contract's matrix, and a first column for requests without a token. */
export interface ExpectedMatrix {
  readonly columns: readonly string[];
  readonly rows: readonly ExpectedRow[];
}

export interface ExpectedRow {
  readonly name: string;
  readonly route: string;
  readonly access: AccessRule;
  /** In the order of the columns. */
  readonly allowed: readonly boolean[];
}

/** The matrix of a contract. */
export function expectedMatrix(api: AnyApi, clients: readonly MatrixClient[]): ExpectedMatrix {
  const matrix = accessMatrix(api, clients);
  const allowedByName = new Map(matrix.rows.map(({ name, allowed }) => [name, allowed]));
  return {
    columns: [noTokenColumn, ...matrix.clients],
    rows: Object.values(api.routes).map(({ name, route, access }) => ({
      name,
      route,
      access,
      allowed: [openWithoutToken[access.kind], ...(allowedByName.get(name) ?? [])],
    })),
  };
}

/** What the column of requests without a token says; they are not signed either. */
const openWithoutToken: Record<AccessRule['kind'], boolean> = {
  open: true,
  authenticated: false,
  scopes: false,
  iam: false,
};
