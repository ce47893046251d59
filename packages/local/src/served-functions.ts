import { type LambdaFunction, type Model, qualifiedId } from './model.ts';
import { functionFaults } from './services/functions/function-faults.ts';
import type { Fault } from './template/fault.ts';

/** What keeps the functions behind routes from running as on AWS: found at the start, not at the first call. */
export function servedFunctionFaults(model: Model): Fault[] {
  const served = servedArns(model);
  return model.functions
    .filter(({ arn }) => served.has(arn))
    .flatMap((fn) => functionFaults(fn).map((reason) => toFault(fn, reason)));
}

function servedArns({ apis }: Model): ReadonlySet<string> {
  const routes = apis.flatMap((api) => api.routes);
  return new Set(
    routes.flatMap(({ authorization, integration }) => [
      ...(integration.type === 'AWS_PROXY' ? [integration.functionArn] : []),
      ...(authorization.type === 'CUSTOM' ? [authorization.authorizer.functionArn] : []),
    ]),
  );
}

const toFault = (fn: LambdaFunction, reason: string): Fault => ({
  stack: fn.stack,
  logicalId: fn.logicalId,
  type: 'AWS::Lambda::Function',
  path: 'Properties',
  reason,
  remedy: `Change ${qualifiedId(fn)} in the stack.`,
});
