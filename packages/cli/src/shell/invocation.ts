import type { Environment } from './environment.ts';

/** Our commands, as scripts of a workspace have them. */
const scripts = new Set(['start', 'mint', 'call', 'explain', 'matrix', 'revoke', 'deploy', 'clock', 'trace']);

/** A command as the user would type it, in the way that this process was started: directly, by npm, npx, pnpm or yarn. */
export function invocation(command: string, { env }: { readonly env: Environment }): string {
  const event = env['npm_lifecycle_event'];
  if (event === undefined) return `scopegate ${command}`;
  const agent = /^(npm|yarn)\//.exec(env['npm_config_user_agent'] ?? '')?.[1];
  if (agent === 'yarn') return `yarn scopegate ${command}`;
  if (event === 'npx' || agent === 'npm') return `npx scopegate ${command}`;
  // `pnpm scopegate ...` works in any project. One that has a script for one of our commands has scripts for all.
  if (!scripts.has(event)) return `pnpm scopegate ${command}`;
  // pnpm has a `deploy` of its own.
  return command.startsWith('deploy') ? `pnpm run ${command}` : `pnpm ${command}`;
}
