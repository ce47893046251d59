import type { RunClient } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';

/**
 * The client with a name or a client id.
 *
 * @throws {CliError} when there is none, or when clients of several pools have the name
 */
export function chooseClient(clients: readonly RunClient[], name: string): RunClient {
  const found = clients.filter((client) => client.name === name || client.clientId === name);
  const [client] = found;
  if (client !== undefined && found.length === 1) return client;
  throw new CliError({
    what: client === undefined ? 'There is no such client' : 'Several clients have this name',
    given: JSON.stringify(name),
    allowed:
      (client === undefined ? clients.map((known) => known.name) : found.map((known) => known.clientId)).join(', ') ||
      'none: the platform has no clients',
    remedy: client === undefined ? 'Name one of them with --client' : 'Name one by its client id',
  });
}
