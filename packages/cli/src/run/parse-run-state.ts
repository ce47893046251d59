import { isRecord, parseJson } from '../shell/json.ts';
import type { RunState } from './run-state.ts';

/**
 * Reads the text of a state file.
 *
 * @returns `undefined` for a text that this version did not write, and for a record with an address outside this machine:
 *   it may come from a foreign repository, and tokens would be sent to that address
 */
export function parseRunState(text: string): RunState | undefined {
  const value = parseJson(text);
  return isRunState(value) ? value : undefined;
}

const isRunState = (value: unknown): value is RunState => {
  if (!isRecord(value)) return false;
  const state: Partial<Record<keyof RunState, unknown>> = value;
  return (
    state.version === 1 &&
    Number.isInteger(state.port) &&
    Number.isInteger(state.pid) &&
    typeof state.url === 'string' &&
    typeof state.assembly === 'string' &&
    isRecord(state.iam) &&
    areRecords(state.pools) &&
    areRecords(state.clients) &&
    addressesOf(value as unknown as RunState).every(isOnThisMachine)
  );
};

const areRecords = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord);

const addressesOf = ({
  url,
  apis,
  admin,
  tokenEndpoint,
  databaseEndpoint,
  pools,
  clients,
  issuerHost,
}: RunState): unknown[] => [
  url,
  issuerHost,
  ...Object.values(apis ?? {}),
  admin?.url,
  tokenEndpoint,
  databaseEndpoint,
  ...pools.map((pool) => pool.jwksUri),
  ...clients.map((client) => client.tokenEndpoint),
];

const isOnThisMachine = (address: unknown): boolean =>
  address === undefined || (typeof address === 'string' && /^http:\/\/127\.0\.0\.1:\d+(?:\/|$)/.test(address));
