import type { Host } from '../host/host.ts';
import { mintToken } from '../mint/mint-token.ts';
import type { LoadedProject } from '../project/load-project.ts';
import { findContractRun } from '../run/find-run.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { paintFor } from '../shell/paint.ts';
import { expectedMatrix } from './expected-matrix.ts';
import { expectedJson } from './expected-matrix-json.ts';
import { expectedText } from './expected-matrix-text.ts';
import { mapLimited } from './map-limited.ts';
import { measureMatrix } from './measure-matrix.ts';
import { differencesOf } from './measured-matrix.ts';
import { measuredJson } from './measured-matrix-json.ts';
import { measuredText } from './measured-matrix-text.ts';

export interface MatrixOptions {
  readonly json?: boolean | undefined;
  /** Measures the running platform, instead of only reading the contract. */
  readonly live?: boolean | undefined;
  readonly port?: number | undefined;
  /** Letters, digits and `-`; a value that no item of the API has as its id. */
  readonly nonce: string;
}

/**
 * Prints which clients may call each route: from the contract, or measured.
 *
 * @returns the exit code: 1 when a measured cell differs from the contract
 * @throws {CliError} when there is no platform to measure, or when it issues no token
 */
export async function matrix(project: LoadedProject, host: Host, options: MatrixOptions): Promise<number> {
  const { contract, clients } = project;
  const paint = paintFor(host.stdout);
  const print = (text: string, json: unknown): void =>
    host.stdout.write(options.json === true ? `${JSON.stringify(json, undefined, 2)}\n` : text);
  if (options.live !== true) {
    const expected = expectedMatrix(contract, clients);
    print(expectedText(expected, paint), expectedJson(expected));
    return exitCodes.ok;
  }
  const run = findContractRun(project, host, { command: 'matrix --live', port: options.port });
  const { fetch } = host;
  const tokens = await mapLimited(clients, 4, async ({ name, scopes }) => {
    const token = await mintToken(project, run, { client: name, scope: scopes.join(' '), fetch });
    return [name, token] as const;
  });
  const { url } = run;
  const measured = await measureMatrix({
    api: contract,
    clients,
    tokens: new Map(tokens),
    url,
    fetch,
    nonce: options.nonce,
  });
  print(measuredText(measured, paint), measuredJson(measured));
  return differencesOf(measured).length === 0 ? exitCodes.ok : exitCodes.failed;
}
