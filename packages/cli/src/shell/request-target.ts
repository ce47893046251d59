import { CliError } from './cli-error.ts';
import { withoutTokens } from './safe-text.ts';

/** Which request a command is about. */
export interface RequestTarget {
  readonly method: string;
  /** With the query; starts with `/`. */
  readonly path: string;
}

/**
 * Checks method and path of a command line.
 *
 * @returns the same, the method in upper case
 * @throws {CliError} for a method or path that cannot be sent
 */
export function checkedTarget({ method, path }: RequestTarget): RequestTarget {
  const upper = method.toUpperCase();
  if (!/^[A-Z]+$/.test(upper)) throw badMethod(method);
  // With a host in the path the token would be sent to that host.
  if (!path.startsWith('/') || path.startsWith('//')) throw badPath(path);
  return { method: upper, path };
}

const badMethod = (method: string): CliError =>
  new CliError({
    what: 'This is not a method',
    given: JSON.stringify(method),
    allowed: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    remedy: 'The method comes first, then the path: call GET /orders',
  });

const badPath = (path: string): CliError =>
  new CliError({
    what: 'This is not a path of the API',
    given: JSON.stringify(withoutTokens(path)),
    allowed: 'a path from the root, with its query: /orders?limit=5',
    remedy: 'Start it with one "/"; the host is that of the running platform',
  });
