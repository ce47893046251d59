import type { Origin, RawResource } from '../assembly/stack-template.ts';
import type { Expansion } from '../expand/expansion.ts';
import { readerAt } from '../expand/expansion.ts';
import { Unresolvable } from '../intrinsics/unresolvable.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import type { PropertyTable } from '../properties/property-table.ts';
import { withGlobals } from './globals.ts';

/** A SAM resource with the globals put in. */
export interface SamResource {
  readonly logicalId: string;
  readonly resource: RawResource;
  readonly properties: PropertyReader;
  /** `Properties` of the resource. */
  readonly origin: Origin;
  readonly expansion: Expansion;
}

/** The resources of one SAM type that their conditions leave in. */
export const samResources = (expansion: Expansion, type: string, table: PropertyTable): readonly SamResource[] =>
  [...expansion.template.resources]
    .filter(([, resource]) => resource.type === type && exists(resource, expansion))
    .map(([logicalId, resource]) => {
      const origin = { logicalId, type, path: 'Properties' };
      const merged = withGlobals(expansion.template.globals, type, resource.properties);
      return { logicalId, resource, origin, expansion, properties: readerAt(merged, table, { origin, expansion }) };
    });

/** A property's place, for what is made of it. */
export const originOf = ({ origin }: Pick<SamResource, 'origin'>, ...path: readonly string[]): Origin => ({
  ...origin,
  path: [origin.path, ...path].join('.'),
});

/** A condition without a value leaves the resource in: its fault is found where conditions are checked. */
function exists({ condition }: RawResource, { scope }: Expansion): boolean {
  try {
    return condition === undefined || scope.condition(condition);
  } catch (error) {
    if (error instanceof Unresolvable) return true;
    throw error;
  }
}
