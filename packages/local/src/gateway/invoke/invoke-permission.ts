import { arnLike } from '../../iam/index.ts';
import { type InvokePermission, type InvokingRole, type Model, qualifiedId } from '../../model/index.ts';

const actions: ReadonlySet<string> = new Set(['lambda:InvokeFunction', 'lambda:*', '*']);
const principals: ReadonlySet<string> = new Set(['apigateway.amazonaws.com', '*']);

/** Words that name the missing permission of a function for a source; undefined when it may be invoked. */
export type MissingPermission = (functionArn: string, sourceArn: string) => string | undefined;

/** A function that the gateway calls, by itself or in a role. */
interface CalledFunction {
  readonly functionArn: string;
  readonly invokedAs?: InvokingRole;
}

/** Why a function may not be invoked: by the role that invokes it, or by its resource policy. Undefined when it may. */
export const mayNotInvoke = (
  { missingPermission: missing }: { readonly missingPermission: MissingPermission },
  { functionArn, invokedAs }: CalledFunction,
  sourceArn: string,
): string | undefined => (invokedAs === undefined ? missing(functionArn, sourceArn) : invokedAs.denial);

/** {@link missingPermission} for functions that do not change: each question is answered once. */
export function rememberPermissions(functions: Model['functions']): MissingPermission {
  const known = new Map<string, string | undefined>();
  return (functionArn, sourceArn) => {
    const question = `${functionArn} ${sourceArn}`;
    if (!known.has(question)) known.set(question, missingPermission(functions, functionArn, sourceArn));
    return known.get(question);
  };
}

/**
 * Whether a function's resource policy lets the gateway invoke it from a source. Undefined when it does, otherwise words
 * that name the missing `AWS::Lambda::Permission`.
 *
 * @param sourceArn see `integrationSourceArn` and `authorizerSourceArn`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
 */
export function missingPermission(
  functions: Model['functions'],
  functionArn: string,
  sourceArn: string,
): string | undefined {
  const lambda = functions.find(({ arn }) => arn === functionArn);
  if (!lambda) return `${functionArn} is no function of this assembly`;
  if (lambda.permissions.some((permission) => permits(permission, sourceArn))) return undefined;
  const given = lambda.permissions.map(describe).join('; ') || 'none';
  return (
    `function ${qualifiedId(lambda)} has no AWS::Lambda::Permission for lambda:InvokeFunction by ` +
    `apigateway.amazonaws.com from ${sourceArn}; its permissions: ${given}. Add one whose SourceArn matches`
  );
}

function permits({ action, principal, sourceArn }: InvokePermission, from: string): boolean {
  if (!actions.has(action) || !principals.has(principal)) return false;
  return sourceArn === undefined || arnLike(sourceArn, from);
}

const describe = (permission: InvokePermission): string =>
  `${permission.logicalId} (${permission.action} by ${permission.principal} from ${permission.sourceArn ?? 'anywhere'})`;
