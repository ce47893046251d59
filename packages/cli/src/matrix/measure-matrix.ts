import type { AnyApi, MatrixClient } from '@scopegate/contract';
import { causeOf } from '../mint/request-token.ts';
import { CliError } from '../shell/cli-error.ts';
import { deriveProbe, type ProbeRequest } from './derive-probe.ts';
import { expectedMatrix, noToken } from './expected-matrix.ts';
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
  /** See {@link deriveProbe}. */
  readonly nonce: string;
}

const parallelProbes = 4;

interface Cell {
  readonly route: string;
  readonly column: string;
  readonly request: ProbeRequest;
  readonly token: string | undefined;
}

/**
 * Probes every route as every client and without a token, at most four requests at a time. Open routes are probed
 * without tokens throughout; `iam()` routes unsigned.
 *
 * @throws {CliError} when the API does not answer
 */
export async function measureMatrix(options: MeasureOptions): Promise<MeasuredMatrix> {
  const { api, clients, tokens, nonce } = options;
  const expected = expectedMatrix(api, clients);
  const probes = new Map(Object.values(api.routes).map((route) => [route.route, deriveProbe(api, route, nonce)]));
  const cells = expected.rows.flatMap(({ route, access }) => {
    const probe = probes.get(route);
    if (probe === undefined || 'unmeasured' in probe) return [];
    const tokenOf = (column: string): string | undefined =>
      access.kind === 'open' || column === noToken ? undefined : tokens.get(column);
    return expected.columns.map((column): Cell => ({ route, column, request: probe.request, token: tokenOf(column) }));
  });
  const statuses = await mapLimited(cells, parallelProbes, (cell) => send(cell, options));
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

async function send({ request, token }: Cell, { url, fetch }: MeasureOptions): Promise<number> {
  const response = await fetch(`${url}${request.target}`, {
    method: request.method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  }).catch((error: unknown) => {
    throw noAnswer(url, error);
  });
  await response.body?.cancel();
  return response.status;
}

/** The API is not there, or hung up. */
export const noAnswer = (url: string, error: unknown): CliError =>
  new CliError({
    what: 'The API does not answer',
    given: `${url} (${causeOf(error)})`,
    allowed: 'a running platform',
    remedy: 'Start it: scopegate start',
  });
