import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseJson } from '../runtime/index.ts';
import { readIfPresent, writePrivately } from './private-file.ts';
import { generatePrivateJwk, isPrivateJwk, type PrivateJwk } from './signing-keys.ts';

/** What of a user pool outlives the process: its keys and its clients' secrets. */
export interface PoolState {
  readonly version: 1;
  /** All published; the last one signs access tokens. */
  readonly keys: readonly PrivateJwk[];
  /** By client id. Those of clients that are gone stay, so that a client that returns keeps its secret. */
  readonly clientSecrets: Readonly<Record<string, string>>;
}

/** Reads and writes the state of one pool. */
export interface PoolStateFile {
  /** The stored state, or a new one (two keys, as Cognito publishes); every named client has a secret in it. */
  load(clientIds: readonly string[]): Promise<PoolState>;
  save(state: PoolState): Promise<void>;
}

/**
 * The state of a pool as `<directory>/<poolId>.json`: file mode 0600, directory mode 0700, written whole or not at all.
 *
 * @throws Error (from `load`) when the file is there and unreadable: it is never replaced unasked, because tokens and
 *   secrets in use depend on it. The message names the file and none of its content.
 */
export function poolStateFile(directory: string, poolId: string): PoolStateFile {
  const name = `${poolId}.json`;
  const path = join(directory, name);
  const save = (state: PoolState) => writePrivately(directory, name, JSON.stringify(state));
  return {
    save,
    load: async (clientIds) => {
      const stored = await readState(path);
      const state = withSecrets(stored ?? (await newState()), clientIds);
      await save(state);
      return state;
    },
  };
}

async function newState(): Promise<PoolState> {
  const keys = await Promise.all([generatePrivateJwk(), generatePrivateJwk()]);
  return { version: 1, keys, clientSecrets: {} };
}

function withSecrets(state: PoolState, clientIds: readonly string[]): PoolState {
  const missing = clientIds.filter((clientId) => !Object.hasOwn(state.clientSecrets, clientId));
  const added = Object.fromEntries(missing.map((clientId) => [clientId, newClientSecret()]));
  return { ...state, clientSecrets: { ...state.clientSecrets, ...added } };
}

const secretLength = 51;

/** Lower-case letters and digits, as Cognito's: 263 bits. */
const newClientSecret = () => Array.from({ length: secretLength }, () => randomInt(36).toString(36)).join('');

async function readState(path: string): Promise<PoolState | undefined> {
  const text = await readIfPresent(path);
  return text === undefined ? undefined : parseState(text, path);
}

function parseState(text: string, path: string): PoolState {
  const state = parseJson(text);
  if (isPoolState(state)) return state;
  throw new Error(
    `The OAuth state in ${path} cannot be read. Allowed: what this version of the OAuth server wrote there. ` +
      'Remove the file to start with new keys and new client secrets.',
  );
}

function isPoolState(value: unknown): value is PoolState {
  if (typeof value !== 'object' || value === null) return false;
  const { version, keys, clientSecrets }: Record<string, unknown> = { ...value };
  return (
    version === 1 && Array.isArray(keys) && keys.length > 0 && keys.every(isPrivateJwk) && isSecrets(clientSecrets)
  );
}

const isSecrets = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((secret) => typeof secret === 'string' && secret !== '');
