import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { loadProject } from '../project/load-project.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { addStartOptions } from './option-groups.ts';
import type { StartOptions } from './start-options.ts';
import { startProject } from './start-project.ts';
import { failureReport } from './start-report.ts';
import { startTemplate } from './start-template.ts';

const description =
  'Serves HTTP APIs on this machine, until Ctrl-C: those of a CDK cloud assembly, of a CloudFormation or a SAM template, ' +
  'or, without a path, of the project (scopegate.config.ts), which it builds and synthesizes. ' +
  'The line "ready <url>" on stdout says that it serves. What cannot be run as on AWS stops the start with exit code 3.';

/** `scopegate start` */
export function addStart(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`start${rest}`, host);
  const command = program
    .command('start')
    .summary('run an HTTP API here: no AWS, no Docker')
    .description(description)
    .argument('[path]', 'cdk.out, a template, or its directory (default: the project)');
  addStartOptions(command);
  command
    .addHelpText(
      'after',
      helpExamples(
        typed(''),
        typed(' --port 4000 --fresh'),
        typed(' template.yaml --parameter Stage=dev --env env.json'),
        typed(' cdk.out --stack shop-dev --api Api --port 4000'),
        typed(" template.yaml --skip-route 'POST /legacy'"),
        typed(" template.yaml --issuer 'https://login.example.com/=jwks.json'"),
        typed(" template.yaml --identity alice='GET /orders/*'"),
        typed(' template.yaml --json | jq .apis'),
      ),
    )
    .action(async (path: string | undefined, options: StartOptions) => {
      const starting = async (): Promise<number> =>
        path === undefined
          ? await startProject(await loadProject(host, adviceWithoutProject(host)), host, options)
          : await startTemplate(path, host, options);
      finish(await starting().catch((error: unknown) => fail(error, host, options)));
    });
}

/** What to start instead when there is no project. */
const adviceWithoutProject = ({ cwd }: Pick<Host, 'cwd'>): string => {
  const names = ['cdk.out', 'template.yaml', 'template.yml', 'template.json'];
  const found = names.find((name) => existsSync(join(cwd, name)));
  return found === undefined
    ? 'A template needs none: scopegate start template.yaml'
    : `${found} of this directory needs none: scopegate start ${found}`;
};

/** Reports a failure for programs. For people, the command line prints it. */
function fail(error: unknown, { stdout }: Host, { json }: StartOptions): never {
  if (json === true) stdout.write(`${JSON.stringify(failureReport(error))}\n`);
  throw error;
}
