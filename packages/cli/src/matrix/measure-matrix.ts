import { type AccessRule, type AnyApi, accessTable, type MatrixClient } from '@scopegate/contract';
import { createRouteKeySelector } from '@scopegate/contract/policy';
import { noAnswer } from '../run/no-answer.ts';
import { deriveProbe, type ProbeRequest } from './derive-probe.ts';
import { expectedMatrix, noTokenColumn } from './expected-matrix.ts';
import { mapLimited } from './map-limited.ts';
import { joinMeasured, type MeasuredCell, type MeasuredMatrix } from './measured-matrix.ts';

export interface MeasureOptions {
  readonly api: AnyApi;
  readonly clients: readonly MatrixClient[];
  /** Access tokens by the client's name. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Base URL of the API, no trailing slash. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  /** See `ProbeContext`. */
  readonly nonce: string;
}

const parallelProbes = 4;

/** Whether probes of a client carry its token: an `iam()` route must not open to it. */
const sendsTokens: Record<AccessRule['kind'], boolean> = { open: false, authenticated: true, scopes: true, iam: true };

/** A probe of a route as a client, or without a token. */
interface CellProbe {
  readonly route: string;
  readonly column: string;
  readonly request: ProbeRequest;
  readonly token: string | undefined;
}

/**
 * Probes every route as every client and without a token, at most four requests at a time. Open routes are probed without
 * a token in every column; `iam()` routes unsigned.
 *
 * @throws {CliError} when the API does not answer
 */
export async function measureMatrix(options: MeasureOptions): Promise<MeasuredMatrix> {
  const { api, clients, tokens, nonce } = options;
  const expected = expectedMatrix(api, clients);
  const context = { serving: createRouteKeySelector(accessTable(api)), nonce };
  const probes = new Map(Object.values(api.routes).map((route) => [route.route, deriveProbe(route, context)]));
  const cells = expected.rows.flatMap(({ route, access }) => {
    const probe = probes.get(route);
    if (probe === undefined || 'unmeasured' in probe) return [];
    const tokenOf = (column: string): string | undefined =>
      sendsTokens[access.kind] && column !== noTokenColumn ? tokens.get(column) : undefined;
    return expected.columns.map(
      (column): CellProbe => ({ route, column, request: probe.request, token: tokenOf(column) }),
    );
  });
  const statuses = await mapLimited(cells, parallelProbes, (cell) => sendProbe(cell, options));
  const statusAt = new Map(cells.map(({ route, column }, index) => [`${route}\n${column}`, statuses[index]]));
  return joinMeasured(expected, ({ route }) =>
    expected.columns.map((column): MeasuredCell => {
      const status = statusAt.get(`${route}\n${column}`);
      if (status !== undefined) return { status };
      const probe = probes.get(route);
      return { unmeasured: probe !== undefined && 'unmeasured' in probe ? probe.unmeasured : 'not probed' };
    }),
  );
}

async function sendProbe({ request, token }: CellProbe, { url, fetch }: MeasureOptions): Promise<number> {
  const response = await fetch(`${url}${request.target}`, {
    method: request.method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  }).catch((error: unknown) => {
    throw noAnswer('API', url, error);
  });
  await response.body?.cancel();
  return response.status;
}
