import type { Host } from './host.ts';

/** How the user would type a command: as a script of the package manager where this run came from one. */
export function invocation(command: string, { env }: Pick<Host, 'env'>): string {
  const asScript = env['npm_lifecycle_event'] !== undefined && env['npm_lifecycle_event'] !== 'npx';
  if (!asScript) return `scopegate ${command}`;
  // pnpm has a `deploy` of its own.
  return command.startsWith('deploy') ? `pnpm run ${command}` : `pnpm ${command}`;
}
