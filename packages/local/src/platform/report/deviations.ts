import { runtimeDeviations } from '../../functions/index.ts';
import type { Deviation, Model } from '../../model/index.ts';
import { roleDeviations } from './role-deviations.ts';

/** What of a model is run otherwise than on AWS. */
export const deviationsOf = (model: Model): readonly Deviation[] => [
  ...runtimeDeviations(model.functions, process.versions.node),
  ...roleDeviations(model),
  ...(model.deviations ?? []),
];
