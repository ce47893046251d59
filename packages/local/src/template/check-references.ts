import type { FaultList, FaultPlace } from '../model/index.ts';
import { quote } from '../runtime/index.ts';
import { placeOfResource } from './assembly/stack-template.ts';
import { findCycles } from './intrinsics/find-cycle.ts';
import type { Reference } from './intrinsics/references.ts';
import { referencesIn } from './intrinsics/references.ts';
import { Unresolvable } from './intrinsics/unresolvable.ts';
import { own } from './json-value.ts';
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

/** The resource or output that refers. */
type Owner = Omit<FaultPlace, 'path' | 'option'>;

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

function checkName(reference: Reference, owner: Owner, { loaded, faults }: Check): void {
  const { name, path } = reference;
  const known = loaded.resources.has(name) || loaded.template.parameters.has(name) || name.startsWith('AWS::');
  if (known) return;
  const condition = loaded.template.resources.get(name)?.condition;
  if (condition === undefined) {
    faults.add(
      { ...owner, path },
      {
        rule: 'unknown-reference',
        what: `${quote(name)} is neither a resource nor a parameter of the template`,
        remedy: 'Correct the name.',
      },
    );
  } else {
    faults.add(
      { ...owner, path },
      {
        rule: 'reference-under-false-condition',
        what: `${quote(name)} is not in the stack: its condition ${quote(condition)} is false`,
        remedy: 'Guard the reference with Fn::If on the same condition.',
      },
    );
  }
}

function checkDependency(dependency: Reference, owner: Owner, { loaded, faults }: Check): void {
  const { name, path } = dependency;
  if (loaded.template.resources.has(name)) return;
  const what = `DependsOn names ${quote(name)}, which is not in the template`;
  faults.add({ ...owner, path }, { rule: 'unknown-dependency', what, remedy: 'Correct the name.' });
}

function reportCycles(edges: ReadonlyMap<string, readonly string[]>, loaded: LoadedStack, faults: FaultList): void {
  for (const cycle of findCycles(edges)) {
    const [logicalId = ''] = cycle;
    const type = loaded.resources.get(logicalId)?.type ?? '';
    faults.add(
      { stack: loaded.stack, logicalId, type, path: 'Properties' },
      {
        rule: 'circular-dependency',
        what: `Circular dependency between resources: ${cycle.join(' -> ')}`,
        remedy: 'Remove one of these references.',
      },
    );
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
