import { functionFaults } from '../../functions/index.ts';
import type { Fault, Model } from '../../model/index.ts';
import { servedArns } from '../../template/index.ts';

/** What keeps the functions behind routes from running as on AWS: found at the start, not at the first call. */
export function servedFunctionFaults({ apis, functions }: Model): Fault[] {
  const served = servedArns(apis);
  return functions.filter(({ arn }) => served.has(arn)).flatMap(functionFaults);
}
