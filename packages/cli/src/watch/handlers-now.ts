import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Host } from '../host/host.ts';
import { configFile, type LoadedProject } from '../project/load-project.ts';

const mark = 'scopegate-handlers:';

/**
 * The project's handlers as its configuration names them now. It is asked in a process of its own: this one has loaded the
 * configuration before, and loads a module once.
 *
 * @returns those of the loaded project where it cannot be asked
 */
export async function handlersNow(
  { root, handlers }: Pick<LoadedProject, 'root' | 'handlers'>,
  host: Pick<Host, 'run' | 'env'>,
  signal: AbortSignal,
): Promise<LoadedProject['handlers']> {
  if (handlers === undefined) return undefined;
  const config = JSON.stringify(pathToFileURL(join(root, configFile)).href);
  const script = `const { default: project } = await import(${config});
    process.stdout.write('\\n${mark}' + JSON.stringify(project.handlers) + '\\n');`;
  const args = ['--input-type=module', '--eval', script];
  const { env } = host;
  const { output } = await host.run({ command: process.execPath, args, cwd: root, env, output: 'capture', signal });
  const told = output.split('\n').findLast((line) => line.startsWith(mark));
  return told === undefined ? handlers : JSON.parse(told.slice(mark.length));
}
