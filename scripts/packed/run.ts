import { spawnSync } from 'node:child_process';

/** Runs a command to its end. @throws {Error} with all that it printed, when it fails */
export function run(command: string, args: readonly string[], cwd: string): string {
  console.error(`${command} ${args.join(' ')}`);
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}
