import { referencesIn } from './intrinsics/references.ts';
import { Unresolvable } from './intrinsics/unresolvable.ts';
import { own } from './json-value.ts';
import type { LoadedStack } from './loaded-stack.ts';

const functionType = 'AWS::Lambda::Function';
const callers: ReadonlySet<string> = new Set(['AWS::ApiGatewayV2::Integration', 'AWS::ApiGatewayV2::Authorizer']);

/**
 * The functions of a stack that are not Node functions from a zip and that no integration or authorizer of the stack
 * names, by logical ID: they serve no request of an API, so that they are only listed. One that is reached all the same,
 * across stacks, is missed where the call is linked.
 */
export function unservedFunctions({ resources, scope }: LoadedStack): ReadonlySet<string> {
  const called = new Set(
    [...resources.values()]
      .filter(({ type }) => callers.has(type))
      .flatMap(({ properties }) => referencesIn(properties, '', () => undefined).map(({ name }) => name)),
  );
  const unserved = [...resources].filter(([logicalId, { type, properties }]) => {
    if (type !== functionType || called.has(logicalId)) return false;
    const text = (name: string): unknown => valueOrNothing(scope, `${logicalId}.${name}`, own(properties, name));
    const runtime = text('Runtime');
    return text('PackageType') === 'Image' || (typeof runtime === 'string' && !runtime.startsWith('nodejs'));
  });
  return new Set(unserved.map(([logicalId]) => logicalId));
}

/** A value that cannot be had leaves the function in: its reader reports why. */
function valueOrNothing(
  scope: LoadedStack['scope'],
  path: string,
  json: Parameters<LoadedStack['scope']['valueOf']>[1] | undefined,
): unknown {
  try {
    return json === undefined ? undefined : scope.valueOf(path, json);
  } catch (error) {
    if (error instanceof Unresolvable) return undefined;
    throw error;
  }
}
