import { type Command, Option } from 'commander';
import type { Host } from '../host.ts';
import { invocation } from '../invocation.ts';
import { loadProject } from '../load-project.ts';
import { defaultPort, type StartOptions, start } from '../start.ts';
import type { Finish } from './finish.ts';
import { examples, parsePort } from './shared-options.ts';

/** `scopegate start` */
export function addStart(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`start${rest}`, host);
  program
    .command('start')
    .summary('run the API here: no AWS, no Docker')
    .description(
      'Builds, synthesizes and serves the API of the CDK app on this machine, until Ctrl-C. ' +
        'The line "ready <url>" on stdout says that it serves.',
    )
    .addOption(
      new Option('--port <number>', 'where it listens; 0: any free port').argParser(parsePort(0)).default(defaultPort),
    )
    .option('--env <file>', 'environment variables of functions: { "LogicalId": { "NAME": "value" } }')
    .option('--fresh', 'empty the data first')
    .option('--no-watch', 'do not take up changes while it serves')
    .option('--stage <name>', "the stage to run (default: the project's first)")
    .addOption(
      new Option('--log [format]', 'show requests and function logs on stderr; json: one trace per request')
        .choices(['text', 'json'])
        .preset('text'),
    )
    .addHelpText('after', examples(typed(''), typed(' --port 4000 --fresh'), typed(' --log json 2> traces.jsonl')))
    .action(async (options: StartOptions) => finish(await start(await loadProject(host), host, options)));
}
