import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { loadProject } from '../project/load-project.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { type DeployOptions, deploy } from './deploy.ts';

/** `scopegate deploy`. No option may have the name of an option of pnpm's own `deploy`: pnpm would read it. */
export function addDeploy(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`deploy${rest}`, host);
  program
    .command('deploy')
    .summary('deploy a stage to AWS')
    .description(
      'Checks for AWS credentials, then builds, synthesizes with every check and deploys with the CDK CLI. ' +
        'With pnpm write `pnpm run deploy`: pnpm has a `deploy` of its own, which reads the options first.',
    )
    .option('--stage <name>', "the stage to deploy (default: the project's first)")
    .option('--plan', 'show what would change, and change nothing')
    .option('--approve', 'do not ask, also when permissions widen')
    .option('--instance-role', 'use the role of this EC2 machine')
    .addHelpText('after', helpExamples(typed(' --plan'), typed(''), typed(' --stage prod --approve')))
    .action(async (options: DeployOptions) => finish(await deploy(await loadProject(host), host, options)));
}
