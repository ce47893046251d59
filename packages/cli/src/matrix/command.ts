import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { loadProject } from '../project/load-project.ts';
import type { Finish } from '../shell/finish.ts';
import { helpExamples } from '../shell/help-examples.ts';
import { invocation } from '../shell/invocation.ts';
import { portOption } from '../shell/port-option.ts';
import { type MatrixOptions, matrix } from './matrix.ts';

/** `scopegate matrix` */
export function addMatrix(program: Command, host: Host, finish: Finish): void {
  const typed = (rest: string): string => invocation(`matrix${rest}`, host);
  program
    .command('matrix')
    .summary('who may call what')
    .description(
      'Prints which clients may call each route, as the contract says. With --live it measures the running platform, by ' +
        'requests without effect and with real tokens; exit 1 when it differs from the contract.',
    )
    .option('--json', 'print JSON')
    .option('--live', 'measure the running platform')
    .addOption(portOption())
    .addHelpText('after', helpExamples(typed(''), typed(' --live'), typed(' --live --json --port 4000')))
    .action(async (options: Omit<MatrixOptions, 'nonce'>) =>
      finish(await matrix(await loadProject(host), host, { ...options, nonce: `probe-${randomUUID()}` })),
    );
}
