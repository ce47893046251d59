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
  /** Names of functions that are listed, not run: permissions to call them are not read. */
  readonly unserved: ReadonlySet<string>;
  /** The environment overrides of each function, by `<stack>/<logicalId>`. */
  readonly overrides: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Gives each function its code directory, environment and resource policy. */
export function linkFunctions(parts: ReadResources, surroundings: FunctionSurroundings): readonly LambdaFunction[] {
  refuseDuplicates(parts.functions, (part) => part.functionName, {
    property: 'FunctionName',
    rule: 'function-name-taken',
    what: (name) => `Function already exist: ${name}`,
  });
  const permissions = Map.groupBy(parts.permissions, (part) => functionNamed(part, parts.functions, surroundings)?.arn);
  return parts.functions.map((part) => ({
    stack: part.stack,
    logicalId: part.logicalId,
    functionName: part.functionName,
    arn: part.arn,
    runtime: part.runtime,
    handler: part.handler,
    timeoutSeconds: part.timeoutSeconds,
    memoryMegabytes: part.memoryMegabytes,
    ...(part.reservedConcurrency === undefined ? {} : { reservedConcurrency: part.reservedConcurrency }),
    ...part.logging,
    roleArn: part.roleArn,
    ...linkCode(part, surroundings.code.get(part.stack)),
    ...linkLayers(part, parts, surroundings.code),
    environment: readEnvironment(part.variables, surroundings.overrides.get(qualifiedId(part)) ?? {}),
    permissions: (permissions.get(part.arn) ?? []).map(({ permission }) => permission),
  }));
}

/** A permission names its function by name, by ARN, or by `<account>:function:<name>`. */
function functionNamed(
  part: PermissionPart,
  functions: readonly FunctionPart[],
  { unserved }: FunctionSurroundings,
): FunctionPart | undefined {
  const { properties, functionName } = part;
  const match = functions.find(
    ({ functionName: name, arn }) => functionName === name || functionName === arn || arn.endsWith(`:${functionName}`),
  );
  if (match === undefined && !unserved.has(functionName.split(':').at(-1) ?? '')) {
    properties.fault('FunctionName', {
      rule: 'permission-without-function',
      what: `${quote(functionName)} names no function of the assembly`,
      remedy: 'Give the name or the unqualified ARN of a function of the loaded stacks.',
    });
  }
  return match;
}
