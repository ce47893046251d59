import { functionFaults } from '../../functions/index.ts';
import { type Fault, type LambdaFunction, type Model, qualifiedId } from '../../model/index.ts';
import { servedArns } from '../../template/index.ts';

/** What keeps the functions behind routes from running as on AWS: found at the start, not at the first call. */
export function servedFunctionFaults(model: Model): Fault[] {
  const served = servedArns(model.apis);
  return model.functions
    .filter(({ arn }) => served.has(arn))
    .flatMap((fn) => functionFaults(fn).map((reason) => toFault(fn, reason)));
}

const toFault = (fn: LambdaFunction, reason: string): Fault => ({
  stack: fn.stack,
  logicalId: fn.logicalId,
  type: 'AWS::Lambda::Function',
  path: 'Properties',
  reason,
  remedy: `Change ${qualifiedId(fn)} in the stack.`,
});
