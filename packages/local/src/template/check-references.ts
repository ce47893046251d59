import type { FaultList, Place } from '../model/index.ts';
import { placeOfResource } from './assembly/stack-template.ts';
import { findCycles } from './intrinsics/find-cycle.ts';
import type { Reference } from './intrinsics/references.ts';
import { referencesIn } from './intrinsics/references.ts';
import { Unresolvable } from './intrinsics/unresolvable.ts';
import { own, quote } from './json.ts';
import type { LoadedStack } from './loaded-stack.ts';

/**
 * Checks, for all resources and outputs of a stack (run or not), that every name referred to is there and that no
 * resource depends on itself, as CloudFormation does before it creates anything. Does not check attribute names.
 */
export function checkReferences(loaded: LoadedStack, faults: FaultList): void {
  const edges = new Map<string, readonly string[]>();
  for (const [logicalId, resource] of loaded.resources) {
    const { path, ...place } = placeOfResource(loaded.stack, logicalId, resource);
    const references = referencesIn(resource.properties, path, conditionsOf(loaded));
    const dependencies = resource.dependsOn.map((name) => ({ name, path: 'DependsOn' }));
    for (const reference of references) checkName(reference, place, { loaded, faults });
    for (const dependency of dependencies) checkDependency(dependency, place, { loaded, faults });
    edges.set(
      logicalId,
      [...references, ...dependencies].map((reference) => reference.name),
    );
  }
  reportCycles(edges, loaded, faults);
  checkOutputs(loaded, faults);
}

interface Check {
  readonly loaded: LoadedStack;
  readonly faults: FaultList;
}

function checkOutputs(loaded: LoadedStack, faults: FaultList): void {
  for (const [name, output] of loaded.template.outputs) {
    const place = { stack: loaded.stack, logicalId: name, type: 'Output' };
    const condition = own(output, 'Condition');
    if (typeof condition === 'string' && conditionsOf(loaded)(condition) === false) continue;
    for (const reference of referencesIn(output, `Outputs.${name}`, conditionsOf(loaded))) {
      checkName(reference, place, { loaded, faults });
    }
  }
}

function checkName(reference: Reference, place: Omit<Place, 'path'>, { loaded, faults }: Check): void {
  const { name, path } = reference;
  const known = loaded.resources.has(name) || loaded.template.parameters.has(name) || name.startsWith('AWS::');
  if (known) return;
  const condition = loaded.template.resources.get(name)?.condition;
  if (condition === undefined) {
    faults.add(
      { ...place, path },
      `${quote(name)} is neither a resource nor a parameter of the template`,
      'Correct the name.',
    );
  } else {
    const reason = `${quote(name)} is not in the stack: its condition ${quote(condition)} is false`;
    faults.add({ ...place, path }, reason, 'Guard the reference with Fn::If on the same condition.');
  }
}

function checkDependency(dependency: Reference, place: Omit<Place, 'path'>, { loaded, faults }: Check): void {
  const { name, path } = dependency;
  if (loaded.template.resources.has(name)) return;
  faults.add({ ...place, path }, `DependsOn names ${quote(name)}, which is not in the template`, 'Correct the name.');
}

function reportCycles(edges: ReadonlyMap<string, readonly string[]>, loaded: LoadedStack, faults: FaultList): void {
  for (const cycle of findCycles(edges)) {
    const [logicalId = ''] = cycle;
    const type = loaded.resources.get(logicalId)?.type ?? '';
    const reason = `Circular dependency between resources: ${cycle.join(' -> ')}`;
    faults.add({ stack: loaded.stack, logicalId, type, path: 'Properties' }, reason, 'Remove one of these references.');
  }
}

/** How conditions come out; `undefined` for one without a value, which its user reports. */
function conditionsOf(loaded: LoadedStack): (name: string) => boolean | undefined {
  return (name) => {
    try {
      return loaded.scope.condition(name);
    } catch (error) {
      if (error instanceof Unresolvable) return undefined;
      throw error;
    }
  };
}
