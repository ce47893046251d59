import type { RunClient } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';

export interface ScopeChoice {
  /** Separated by spaces (RFC 6749 §3.3), as the contract or the client names them. `undefined`: all of the client. */
  readonly asked: string | undefined;
  readonly client: Pick<RunClient, 'name' | 'scopes'>;
  /** The scopes of the contract; of a template those of the client. */
  readonly known: readonly string[];
}

/**
 * The scopes to request, as the token endpoint names them (`<resource server>/<scope>`).
 *
 * @returns `undefined` for all scopes of the client
 * @throws {CliError} for a scope that the contract or the client does not have
 */
export function chooseScopes({ asked, client, known }: ScopeChoice): readonly string[] | undefined {
  if (asked === undefined) return undefined;
  const names = [...new Set(asked.split(/\s+/).filter((name) => name !== ''))];
  if (names.length === 0) throw noScope(known);
  const unknown = names.filter((name) => !known.includes(name) && !client.scopes.includes(name));
  if (unknown.length > 0) throw unknownScopes(unknown, known);
  return names.map((name) => qualified(name, client));
}

/**
 * The scope without its resource server: `orders:read` of `orders/orders:read`. The identifier of a resource server may
 * contain slashes, a scope may not.
 */
export const contractScope = (scope: string): string => scope.slice(scope.lastIndexOf('/') + 1);

function qualified(name: string, { name: clientName, scopes }: ScopeChoice['client']): string {
  const found = scopes.includes(name) ? [name] : scopes.filter((scope) => contractScope(scope) === name);
  const [scope] = found;
  if (scope !== undefined && found.length === 1) return scope;
  throw new CliError({
    what:
      scope === undefined
        ? `Client "${clientName}" may not request this scope`
        : 'Several resource servers have this scope',
    given: JSON.stringify(name),
    allowed: (scope === undefined ? scopes.map(contractScope) : found).join(', ') || 'none: the client has no scopes',
    remedy: scope === undefined ? 'Request one of these, or name another --client' : 'Write the whole name',
  });
}

const unknownScopes = (unknown: readonly string[], known: readonly string[]): CliError =>
  new CliError({
    what: `The contract has no such scope${unknown.length === 1 ? '' : 's'}`,
    given: unknown.map((name) => JSON.stringify(name)).join(', '),
    allowed: known.join(', '),
    remedy: 'Request one of these',
  });

const noScope = (known: readonly string[]): CliError =>
  new CliError({
    what: '--scope names no scope',
    given: '--scope ""',
    allowed: known.join(', '),
    remedy: 'Separate scopes by spaces, or leave --scope out for all scopes of the client',
  });
