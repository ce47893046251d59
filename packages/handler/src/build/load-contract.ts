import { stat } from 'node:fs/promises';
import type { AnyApi } from '@scopegate/contract';
import { importSource } from './import-source.ts';

/** A contract, and under which name its module exports it. */
export interface ContractExport {
  readonly exportName: string;
  readonly api: AnyApi;
}

/** The version of each contract's module that this process loaded first. */
const loadedFirst = new Map<string, number>();

/**
 * Imports the contract's module as it is now; what it imports itself is loaded once per process.
 *
 * @throws {Error} when it exports no contract
 */
export async function loadContract(file: string): Promise<ContractExport> {
  const { mtimeMs } = await stat(file);
  const first = loadedFirst.get(file) ?? mtimeMs;
  loadedFirst.set(file, first);
  const query = mtimeMs === first ? '' : `?version=${mtimeMs}`;
  const exports = await importSource(file, query);
  const found = Object.entries(exports).find(([, value]) => isApi(value));
  if (found === undefined) throw new Error(`${file} exports no contract. Export what defineApi() returns.`);
  return { exportName: found[0], api: found[1] as AnyApi };
}

const isApi = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'routes' in value && 'scopes' in value && 'title' in value;
