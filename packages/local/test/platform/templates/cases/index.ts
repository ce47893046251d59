import type { TemplateCase } from '../support/template-case.ts';
import { assemblyCases } from './assemblies.ts';
import { cloudFormationCases } from './cloudformation.ts';
import { functionSettingCases } from './function-settings.ts';
import { openApiCases } from './open-api.ts';
import { refusalCases } from './refusals.ts';
import { samCases } from './sam.ts';
import { strangerCases } from './strangers.ts';

/** Every template of the proof, by family. */
export const templateCases: readonly TemplateCase[] = [
  ...assemblyCases,
  ...cloudFormationCases,
  ...samCases,
  ...openApiCases,
  ...functionSettingCases,
  ...strangerCases,
  ...refusalCases,
];
