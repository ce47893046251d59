import type { Host } from '../host/host.ts';

/** Names under which a workspace has our commands as scripts. */
const scripts = new Set(['start', 'mint', 'call', 'explain', 'matrix', 'revoke', 'deploy', 'clock', 'trace']);

/** How the user would type a command: the way this run was. */
export function invocation(command: string, { env }: Pick<Host, 'env'>): string {
  const event = env['npm_lifecycle_event'];
  if (event === undefined) return `scopegate ${command}`;
  if (event === 'npx') return `npx scopegate ${command}`;
  // `pnpm scopegate ...` finds the bin of any project; a project that has one of our commands as a script has all.
  if (!scripts.has(event)) return `pnpm scopegate ${command}`;
  // pnpm has a `deploy` of its own.
  return command.startsWith('deploy') ? `pnpm run ${command}` : `pnpm ${command}`;
}
