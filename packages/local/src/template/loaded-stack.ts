import type { FaultList, FaultPlace } from '../model/index.ts';
import type { StackSource } from './assembly/read-assembly.ts';
import type { RawResource, StackTemplate } from './assembly/stack-template.ts';
import { placeOfResource } from './assembly/stack-template.ts';
import type { Environment } from './environment.ts';
import type { StackScope } from './intrinsics/stack-scope.ts';
import { Unresolvable } from './intrinsics/unresolvable.ts';

/** A stack whose names can be resolved. */
export interface LoadedStack {
  readonly stack: string;
  readonly template: StackTemplate;
  readonly scope: StackScope;
  readonly environment: Environment;
  /** The files it was read from; its template there is not expanded. */
  readonly source: StackSource;
  /** The resources that their conditions leave in. */
  readonly resources: ReadonlyMap<string, RawResource>;
}

/** The resources whose condition holds. A condition without a value is a fault: whether the resource exists is not known. */
export function existingResources(
  stack: Pick<LoadedStack, 'stack' | 'template' | 'scope'>,
  faults: FaultList,
): ReadonlyMap<string, RawResource> {
  const entries = [...stack.template.resources].filter(([logicalId, resource]) => {
    const place = { ...placeOfResource(stack.stack, logicalId, resource), path: 'Condition' };
    return attempt(() => stack.scope.exists(resource.condition), place, faults) ?? false;
  });
  return new Map(entries);
}

/** Runs an evaluation; what has no value becomes a fault at `place`, and `undefined`. */
export function attempt<Value>(evaluation: () => Value, place: FaultPlace, faults: FaultList): Value | undefined {
  try {
    return evaluation();
  } catch (error) {
    if (!(error instanceof Unresolvable)) throw error;
    if (!error.alreadyReported) faults.add(place, error.finding);
    return undefined;
  }
}
