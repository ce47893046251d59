import type { LambdaFunction } from '../../model.ts';
import { qualifiedId } from '../../model.ts';
import type { Asset } from '../assembly/assets.ts';
import type { Parts } from '../read-resources.ts';
import { readEnvironment } from '../resources/lambda/environment-variables.ts';
import type { FunctionPart } from '../resources/lambda/function.ts';
import type { PermissionPart } from '../resources/lambda/permission.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';

/** What functions need from outside their template. */
export interface FunctionSurroundings {
  /** The assets of each stack, by object key. */
  readonly assets: ReadonlyMap<string, ReadonlyMap<string, Asset>>;
  /** The environment overrides of each function, by `<stack>/<logicalId>`. */
  readonly overrides: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Gives each function its code directory, environment and resource policy. */
export function linkFunctions(parts: Parts, surroundings: FunctionSurroundings): readonly LambdaFunction[] {
  refuseDuplicates(parts.functions, (part) => part.functionName, {
    property: 'FunctionName',
    reason: (name) => `Function already exist: ${name}`,
  });
  const permissions = Map.groupBy(parts.permissions, (part) => functionNamed(part, parts.functions)?.arn);
  return parts.functions.map((part) => ({
    stack: part.stack,
    logicalId: part.logicalId,
    functionName: part.functionName,
    arn: part.arn,
    runtime: part.runtime,
    handler: part.handler,
    timeoutSeconds: part.timeoutSeconds,
    memoryMegabytes: part.memoryMegabytes,
    logFormat: part.logFormat,
    logGroup: part.logGroup,
    roleArn: part.roleArn,
    codeDirectory: codeDirectory(part, surroundings),
    environment: readEnvironment(part.variables, surroundings.overrides.get(qualifiedId(part)) ?? {}),
    permissions: (permissions.get(part.arn) ?? []).map(({ permission }) => permission),
  }));
}

function codeDirectory(part: FunctionPart, { assets }: FunctionSurroundings): string {
  if (part.code === undefined) return '';
  const { properties, objectKey } = part.code;
  const asset = assets.get(part.stack)?.get(objectKey);
  if (asset?.directory !== undefined) return asset.directory;
  const problem = asset?.problem ?? 'no asset manifest of its stack lists it';
  const reason = `The code ${JSON.stringify(objectKey)} is not in the assembly: ${problem}`;
  properties.fault('S3Key', reason, 'Give the function a directory as its file asset, and synthesize again.');
  return '';
}

/** A permission names its function by name, by ARN, or by `<account>:function:<name>`. */
function functionNamed(part: PermissionPart, functions: readonly FunctionPart[]): FunctionPart | undefined {
  const { properties, functionName } = part;
  const match = functions.find(
    ({ functionName: name, arn }) => functionName === name || functionName === arn || arn.endsWith(`:${functionName}`),
  );
  if (match === undefined) {
    const reason = `${JSON.stringify(functionName)} names no function of the assembly`;
    properties.fault(
      'FunctionName',
      reason,
      'Give the name or the unqualified ARN of a function of the loaded stacks.',
    );
  }
  return match;
}
