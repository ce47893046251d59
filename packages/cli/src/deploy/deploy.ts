import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../host/file-lock.ts';
import type { Host } from '../host/host.ts';
import { watchInterruption } from '../host/interruption.ts';
import { buildAssembly } from '../project/build-assembly.ts';
import { buildLockFile } from '../project/build-lock.ts';
import { cdkCommand, toolEnvironment } from '../project/cdk-command.ts';
import { chooseStage } from '../project/choose-stage.ts';
import type { LoadedProject } from '../project/load-project.ts';
import { CliError } from '../shell/cli-error.ts';
import type { Environment } from '../shell/environment.ts';
import { exitCodes } from '../shell/exit-codes.ts';
import { isRecord } from '../shell/json.ts';
import { assertCredentials, noCredentials } from './aws-credentials.ts';

export interface DeployOptions {
  readonly stage?: string | undefined;
  /** Shows what would change, and changes nothing. */
  readonly plan?: boolean | undefined;
  /** Deploys without asking, also when permissions are widened. */
  readonly approve?: boolean | undefined;
  /** Uses the role of this EC2 machine. */
  readonly instanceRole?: boolean | undefined;
}

/**
 * Checks for credentials, builds, synthesizes without reusing an earlier assembly, and deploys a stage with the CDK CLI.
 * Prints the stack's outputs.
 *
 * @throws {CliError} exit code 2 without credentials, 1 for every other failure
 */
export async function deploy(project: LoadedProject, host: Host, options: DeployOptions): Promise<number> {
  const stage = chooseStage(project, options.stage);
  const source = assertCredentials(host, options.instanceRole ?? false);
  const stack = project.app.stack(stage);
  host.stderr.write(`${options.plan === true ? 'comparing' : 'deploying'} ${stack} with ${source}\n`);
  const env = awsEnvironment(host.env, options);
  const assembly = join(project.stateDirectory, 'assembly', `${stage}-deploy`);
  const outputs = join(project.stateDirectory, `${stage}.outputs.json`);
  const interruption = watchInterruption(host, () => undefined);
  interruption.listen();
  try {
    await withFileLock({ file: buildLockFile(project), signal: interruption.signal }, host, async () => {
      rmSync(assembly, { recursive: true, force: true });
      await buildAssembly(project, host, { stage, output: assembly, env, synthArgs: [], signal: interruption.signal });
    });
    await runCdk(project, host, { args: cdkArguments({ stack, assembly, outputs, options }), env, source });
  } finally {
    interruption.end();
  }
  if (options.plan !== true) host.stdout.write(outputLines(outputs, stack));
  return exitCodes.ok;
}

interface CdkArguments {
  readonly stack: string;
  readonly assembly: string;
  readonly outputs: string;
  readonly options: DeployOptions;
}

function cdkArguments({ stack, assembly, outputs, options: { plan, approve } }: CdkArguments): string[] {
  if (plan === true) return ['diff', '--app', assembly, stack];
  return [
    ...['deploy', '--app', assembly, stack, '--outputs-file', outputs, '--progress', 'events'],
    ...(approve === true ? ['--require-approval', 'never'] : []),
  ];
}

// The metadata service is off, because a machine that has none takes seconds to find out.
const awsEnvironment = (env: Environment, { instanceRole }: DeployOptions): Environment => ({
  ...toolEnvironment(env),
  AWS_EC2_METADATA_DISABLED: instanceRole === true ? 'false' : 'true',
});

const credentialFailure =
  /Unable to resolve AWS account to use|Need to perform AWS calls for account|no credentials have been configured|security token included in the request is (?:invalid|expired)|ExpiredToken|Could not load credentials/i;

/** A run of the CDK CLI. */
interface CdkRun {
  readonly args: readonly string[];
  readonly env: Environment;
  /** Where the credentials come from. */
  readonly source: string;
}

async function runCdk({ root, app }: LoadedProject, host: Host, { args, env, source }: CdkRun): Promise<void> {
  const result = await host.runProcess({ ...cdkCommand(args), cwd: join(root, app.directory), env, output: 'show' });
  if (result.code === 0) return;
  if (credentialFailure.test(result.output))
    throw noCredentials(`${source}, which AWS did not accept or could not be asked about`);
  throw new CliError({
    what: `cdk ${args[0]} failed`,
    given: `exit code ${result.code ?? 'none, it was interrupted'}`,
    allowed: 'exit code 0',
    remedy: /require-approval/.test(result.output)
      ? 'Look at the changes with --plan, then deploy with --approve'
      : 'Correct what its output above says',
  });
}

function outputLines(file: string, stack: string): string {
  const outputs: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const ofStack = isRecord(outputs) ? outputs[stack] : undefined;
  return Object.entries(ofStack ?? {})
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}
