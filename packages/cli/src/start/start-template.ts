import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Host } from '../host/host.ts';
import { stateDirectoryIn } from '../project/state-directory.ts';
import { CliError } from '../shell/cli-error.ts';
import { invocation } from '../shell/invocation.ts';
import { paintFor } from '../shell/paint.ts';
import { reloadTemplate } from '../watch/reload-template.ts';
import { serve } from './serve.ts';
import type { StartOptions } from './start-options.ts';
import { startPlatformIn } from './start-platform.ts';
import { withSession } from './start-session.ts';
import { templateScreen } from './template-screen.ts';

/**
 * Serves a cloud assembly, a CloudFormation or a SAM template until a signal comes, then stops the platform. No project is
 * needed: the record is in `.scopegate` of the working directory.
 *
 * @param path of the assembly, its directory or the template
 * @returns the exit code
 * @throws {CliError} when it cannot serve; nothing is left behind then
 */
export async function startTemplate(path: string, host: Host, options: StartOptions): Promise<number> {
  const assembly = resolve(host.cwd, path);
  if (!existsSync(assembly)) throw noSuchPath(path);
  const stateDirectory = stateDirectoryIn(host.cwd);
  const { stack, stage } = options;
  return await withSession(host, { stateDirectory, options }, async (session) => {
    const { module, requested, port, dataDirectory, interruption } = session;
    const chosen = { ...(stack !== undefined && { stack }), ...(stage !== undefined && { stage }) };
    const all = { ...requested, ...chosen, assembly, port, stateDirectory: dataDirectory };
    const platform = await startPlatformIn(module, all, { shown: path, interruption });
    const { identities = [] } = requested;
    const isWatching = options.watch ?? true;
    return await serve(host, {
      platform,
      port,
      stateDirectory,
      served: 'template',
      assembly,
      identities,
      interruption,
      json: options.json ?? false,
      screen: () =>
        templateScreen({
          platform,
          path,
          isWatching,
          identities,
          paint: paintFor(host.stderr),
          typed: (command) => invocation(command, host),
        }),
      watch: isWatching ? (publish) => reloadTemplate(host, { platform, assembly, publish }) : undefined,
    });
  });
}

const noSuchPath = (path: string): CliError =>
  new CliError({
    what: 'There is no such file or directory',
    given: path,
    allowed: 'a cloud assembly (cdk.out), a directory with a template.yaml, or a CloudFormation or SAM template',
    remedy: 'Correct the path; cdk synth writes to cdk.out, sam build to .aws-sam/build',
  });
