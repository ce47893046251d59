import { type LambdaFunction, qualifiedId } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { ReadResources } from '../read-resources.ts';
import type { FunctionPart } from '../resources/lambda/function.ts';
import type { PermissionPart } from '../resources/lambda/permission.ts';
import { readEnvironment } from '../resources/lambda/read-environment.ts';
import type { CodePlaces } from './link-code.ts';
import { linkCode } from './link-code.ts';
import { linkLayers } from './link-layers.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

/** What functions need from outside their template. */
export interface FunctionSurroundings {
  /** Where the code of each stack's functions is. */
  readonly code: ReadonlyMap<string, CodePlaces>;
  /** The environment overrides of each function, by `<stack>/<logicalId>`. */
  readonly overrides: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** ARNs that routes reach, with their qualifiers. */
  readonly served: ReadonlySet<string>;
  /** ARNs of functions that routes use as authorizer, with their qualifiers. */
  readonly authorizers: ReadonlySet<string>;
}

/**
 * Gives each function its code directory, environment and resource policy. A version or an alias that routes reach is a
 * function of its own, with the code of the function; it takes the place of one that no route reaches.
 */
export function linkFunctions(parts: ReadResources, surroundings: FunctionSurroundings): readonly LambdaFunction[] {
  refuseDuplicates(parts.functions, (part) => part.functionName, {
    property: 'FunctionName',
    rule: 'function-name-taken',
    what: (name) => `Function already exist: ${name}`,
  });
  const permissions = Map.groupBy(parts.permissions, (part) => granteeOf(part, parts.functions));
  return parts.functions.flatMap((part) => {
    const qualified = qualifiedOf(part, parts, surroundings);
    const arns = [part.arn, ...qualified.map(({ arn }) => arn)];
    const isAuthorizer = arns.some((arn) => surroundings.authorizers.has(arn));
    const overrides = surroundings.overrides.get(qualifiedId(part)) ?? {};
    const fn: Omit<LambdaFunction, 'arn' | 'permissions'> = {
      stack: part.stack,
      logicalId: part.logicalId,
      functionName: part.functionName,
      runtime: part.runtime,
      handler: part.handler,
      timeoutSeconds: part.timeoutSeconds,
      memoryMegabytes: part.memoryMegabytes,
      ...(part.reservedConcurrency === undefined ? {} : { reservedConcurrency: part.reservedConcurrency }),
      ...part.logging,
      roleArn: part.roleArn,
      ...linkCode(part, surroundings.code.get(part.stack)),
      ...linkLayers(part, parts, surroundings.code),
      environment: readEnvironment(part.variables, { overrides, isAuthorizer }),
    };
    const at = (arn: string) => ({
      ...fn,
      arn,
      permissions: (permissions.get(arn) ?? []).map(({ permission }) => permission),
    });
    const own = surroundings.served.has(part.arn) || qualified.length === 0 ? [at(part.arn)] : [];
    return [...own, ...qualified.map(({ arn, version }) => ({ ...at(arn), version }))];
  });
}

/** The versions and aliases of a function that routes reach, each ARN once. */
function qualifiedOf({ arn }: FunctionPart, { qualifiedFunctions }: ReadResources, { served }: FunctionSurroundings) {
  const reached = qualifiedFunctions.filter((one) => one.functionArn === arn && served.has(one.arn));
  return [...new Map(reached.map((one) => [one.arn, one])).values()];
}

/**
 * The ARN that a permission is for, with its qualifier: a grant on a function does not serve its alias, nor the reverse. It
 * names its function by name, by ARN, or by `<account>:function:<name>`.
 */
function granteeOf({ properties, functionName }: PermissionPart, functions: readonly FunctionPart[]) {
  for (const { functionName: name, arn } of functions) {
    const form = [name, arn, arn.split(':').slice(4).join(':'), `function:${name}`].find(
      (text) => functionName === text || functionName.startsWith(`${text}:`),
    );
    if (form !== undefined) return arn + functionName.slice(form.length);
  }
  properties.fault('FunctionName', {
    rule: 'permission-without-function',
    what: `${quote(functionName)} names no function of the assembly`,
    remedy: 'Give the name or the ARN of a function of the loaded stacks.',
  });
  return undefined;
}
