import type { FaultList } from '../../model/index.ts';
import type { Origin, RawResource, StackTemplate } from '../assembly/stack-template.ts';
import type { Scope } from '../intrinsics/evaluation.ts';
import type { JsonObject } from '../json-value.ts';
import { PropertyReader } from '../properties/property-reader.ts';
import type { PropertyTable } from '../properties/property-table.ts';

/** What the expansion of a template works with. */
export interface Expansion {
  readonly stack: string;
  /** Where the template lies. */
  readonly directory: string;
  readonly template: StackTemplate;
  /** Parameters, mappings and conditions have values; resources have none yet. */
  readonly scope: Scope;
  readonly faults: FaultList;
}

/** A reader of an object that stands at `origin` and is expanded: it checks what shapes the expansion. */
export const readerAt = (
  object: JsonObject,
  table: PropertyTable | undefined,
  { origin, expansion: { stack, scope, faults } }: { readonly origin: Origin; readonly expansion: Expansion },
): PropertyReader => new PropertyReader(object, table, { place: { stack, ...origin }, scope, faults });

/** A resource that stands for something the template says. */
export const expanded = (type: string, properties: JsonObject, origin: Origin): RawResource => ({
  type,
  properties,
  dependsOn: [],
  origin,
});

/** The properties that are set, as written: for handing on. */
export const handedOn = (properties: PropertyReader, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = properties.written(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
