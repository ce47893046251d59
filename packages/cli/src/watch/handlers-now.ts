import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Host } from '../host/host.ts';
import { configFile, type LoadedProject } from '../project/load-project.ts';

/** Begins the line of the answer: the configuration may print lines of its own. */
const answerPrefix = 'scopegate-handlers:';

/**
 * The handlers that the project's configuration names now. The configuration is loaded in a new process, because this one
 * has loaded it before, and Node loads a module only once.
 *
 * @returns the handlers of the loaded project when the configuration cannot be loaded
 */
export async function handlersNow(
  { root, handlers }: Pick<LoadedProject, 'root' | 'handlers'>,
  host: Pick<Host, 'runProcess' | 'env'>,
  signal: AbortSignal,
): Promise<LoadedProject['handlers']> {
  if (handlers === undefined) return undefined;
  const config = JSON.stringify(pathToFileURL(join(root, configFile)).href);
  const script = `const { default: project } = await import(${config});
    process.stdout.write('\\n${answerPrefix}' + JSON.stringify(project.handlers) + '\\n');`;
  const args = ['--input-type=module', '--eval', script];
  const { env } = host;
  const { output } = await host.runProcess({
    command: process.execPath,
    args,
    cwd: root,
    env,
    output: 'capture',
    signal,
  });
  const answer = output.split('\n').findLast((line) => line.startsWith(answerPrefix));
  return answer === undefined ? handlers : JSON.parse(answer.slice(answerPrefix.length));
}
