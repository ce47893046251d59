import type { RawResource } from '../assembly/stack-template.ts';
import { placeOfResource } from '../assembly/stack-template.ts';
import type { Expansion } from './expansion.ts';

/** Resources by logical ID. One that an expansion makes under an ID that is taken is a fault: it would hide the other. */
export function uniqueResources(
  entries: readonly (readonly [logicalId: string, resource: RawResource])[],
  { stack, faults }: Pick<Expansion, 'stack' | 'faults'>,
): ReadonlyMap<string, RawResource> {
  const resources = new Map<string, RawResource>();
  for (const [logicalId, resource] of entries) {
    if (resources.has(logicalId)) {
      faults.add(placeOfResource(stack, logicalId, resource), {
        rule: 'logical-id-taken',
        what: `It stands for a resource ${logicalId} (${resource.type}), but that logical ID is taken`,
        remedy: `Rename ${logicalId}, or what it comes from.`,
      });
    }
    resources.set(logicalId, resource);
  }
  return resources;
}
