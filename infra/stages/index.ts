import type { StageSettings } from '../lib/stage-settings.ts';
import { dev } from './dev.ts';
import { prod } from './prod.ts';

const stages: readonly StageSettings[] = [dev, prod];

/**
 * The settings of a stage.
 *
 * @param name context `stage`; anything may stand there
 * @default dev
 * @throws {Error} for a name that is no stage
 */
export function stageNamed(name: unknown = 'dev'): StageSettings {
  const found = stages.find((stage) => stage.name === name);
  if (found !== undefined) return found;
  const known = stages.map((stage) => stage.name).join(', ');
  throw new Error(
    `There is no stage ${JSON.stringify(name)}. Allowed: ${known}. Give one as context (--context stage=dev), or add its settings to infra/stages.`,
  );
}
