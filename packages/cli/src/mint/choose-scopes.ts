import type { RunClient } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';

export interface ScopeChoice {
  /** Space-separated (RFC 6749 §3.3), in the contract's names. `undefined`: all the client has. */
  readonly asked: string | undefined;
  readonly client: Pick<RunClient, 'name' | 'scopes'>;
  /** The contract's catalogue. */
  readonly known: readonly string[];
}

/**
 * The scopes to ask for, as the token endpoint names them (`<resource server>/<scope>`).
 *
 * @returns `undefined` for all the client has
 * @throws {CliError} for a scope the contract lacks, or the client
 */
export function chooseScopes({ asked, client, known }: ScopeChoice): readonly string[] | undefined {
  if (asked === undefined) return undefined;
  const names = [...new Set(asked.split(/\s+/).filter((name) => name !== ''))];
  if (names.length === 0) throw noScope(known);
  const unknown = names.filter((name) => !known.includes(name) && !client.scopes.includes(name));
  if (unknown.length > 0) throw unknownScopes(unknown, known);
  return names.map((name) => qualified(name, client));
}

/** `orders:read` of `orders/orders:read`: identifiers of resource servers may hold slashes, these scopes may not. */
export const contractScope = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1);

function qualified(name: string, { name: clientName, scopes }: ScopeChoice['client']): string {
  const found = scopes.includes(name) ? [name] : scopes.filter((scope) => contractScope(scope) === name);
  const [scope] = found;
  if (scope !== undefined && found.length === 1) return scope;
  throw new CliError({
    what:
      scope === undefined ? `Client "${clientName}" may not ask for this scope` : 'Several resource servers have it',
    given: JSON.stringify(name),
    allowed: (scope === undefined ? scopes.map(contractScope) : found).join(', ') || 'none: the client has no scopes',
    remedy: scope === undefined ? 'Ask for one of these, or name another --client' : 'Write the whole name',
  });
}

const unknownScopes = (unknown: readonly string[], known: readonly string[]): CliError =>
  new CliError({
    what: `The contract has no such scope${unknown.length === 1 ? '' : 's'}`,
    given: unknown.map((name) => JSON.stringify(name)).join(', '),
    allowed: known.join(', '),
    remedy: 'Ask for one of these',
  });

const noScope = (known: readonly string[]): CliError =>
  new CliError({
    what: '--scope names no scope',
    given: '--scope ""',
    allowed: known.join(', '),
    remedy: 'Name scopes with spaces between, or leave --scope out for all the client has',
  });
