import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import type { ProcessRequest } from '../host/run-process.ts';
import { CliError } from '../shell/cli-error.ts';
import type { Environment } from '../shell/environment.ts';
import { messageOf } from '../shell/error-message.ts';
import { cdkCommand, toolEnvironment } from './cdk-command.ts';
import type { LoadedProject } from './load-project.ts';

export interface BuildOptions {
  readonly stage: string;
  /** Absolute; the CDK CLI empties it. */
  readonly output: string;
  /** Of the CDK CLI. */
  readonly env: Environment;
  /** Further arguments of `cdk synth`. */
  readonly synthArgs: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the project's build, then `cdk synth` into the output directory. Their output is shown only when one fails.
 *
 * @throws {CliError} when one fails
 */
export async function buildAssembly(project: LoadedProject, host: Host, options: BuildOptions): Promise<void> {
  const { signal } = options;
  const [program, ...args] = project.build ?? [];
  if (program !== undefined) {
    host.stderr.write('building ...\n');
    const env = toolEnvironment(host.env);
    await runStep(host, 'The build', { command: program, args, cwd: project.root, env, output: 'capture', signal });
  }
  host.stderr.write('synthesizing ...\n');
  const synth = ['synth', '--quiet', '--context', `stage=${options.stage}`, '--output', options.output];
  await runStep(host, 'Synthesis', {
    ...cdkCommand([...synth, ...options.synthArgs]),
    cwd: join(project.root, project.app.directory),
    env: options.env,
    output: 'capture',
    signal,
  });
}

async function runStep(host: Host, step: string, request: ProcessRequest): Promise<void> {
  const shown = [request.command === process.execPath ? 'node' : request.command, ...request.args].join(' ');
  const result = await host
    .runProcess(request)
    .catch((error: unknown) => ({ code: undefined, output: messageOf(error) }));
  request.signal?.throwIfAborted();
  if (result.code === 0) return;
  host.stderr.write(`${result.output.trimEnd()}\n`);
  throw new CliError({
    what: `${step} failed`,
    given: `${shown} (${result.code === undefined ? 'no exit code' : `exit code ${result.code}`}) in ${request.cwd}`,
    allowed: 'exit code 0',
    remedy: 'Correct what its output above says',
  });
}
