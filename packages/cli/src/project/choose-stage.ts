import { CliError } from '../shell/cli-error.ts';
import type { Project } from './project.ts';

/**
 * The stage that `--stage` names; without the option the first of the project.
 *
 * @throws {CliError} for a stage that the project does not have
 */
export function chooseStage({ app }: Pick<Project, 'app'>, given: string | undefined): string {
  const stage = given ?? app.stages[0];
  if (stage !== undefined && app.stages.includes(stage)) return stage;
  throw new CliError({
    what: 'There is no such stage',
    given: `--stage ${given}`,
    allowed: app.stages.join(', '),
    remedy: 'Name one of them, or add it to the CDK app and to scopegate.config.ts',
  });
}
