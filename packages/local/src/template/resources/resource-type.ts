import type { Located } from '../../model/index.ts';
import type { Environment } from '../environment.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import type { PropertyTable } from '../properties/property-table.ts';

/** What the identifiers of a resource are made of. */
export interface ResourceIdentity {
  readonly at: Located;
  readonly environment: Environment;
  /** A text property of the resource itself, resolved: the name a template gives. `undefined` when it is not set. */
  given(property: string): string | undefined;
  /** The local path of its asset, as the CDK writes it into the metadata of the resource. */
  readonly assetPath?: string;
}

/** How another resource may refer to one of this type: the values AWS documents for `Ref` and `Fn::GetAtt`. */
export interface Referable {
  readonly type: string;
  readonly ref: (self: ResourceIdentity) => string;
  readonly attributes: Readonly<Record<string, (self: ResourceIdentity) => string>>;
}

/** A resource type the platform knows: its allow list of properties, its identifiers, and how it is read. */
export interface ResourceType<Part> extends Referable {
  readonly properties: PropertyTable;
  /** Reads one resource. Faults go to the reader; the part made beside a fault is never used. */
  read(properties: PropertyReader, self: ResourceIdentity): Part;
}
