import { expect } from '@jest/globals';
import type { Finding } from '../../../../src/model/index.ts';
import { refusalOf, writeAssembly } from './assembly-on-disk.ts';
import { type Loose, ordersTemplate } from './orders-template.ts';

/** Gives the properties of a resource. */
type Properties = (logicalId: string) => Loose;

/** Breaks the template. */
type Change = (properties: Properties, resources: Loose, template: Loose) => void;

/** A change of the orders template, and the fault that it makes. */
export interface Refusal {
  readonly name: string;
  readonly change: Change;
  /** A logical ID. */
  readonly at: string;
  readonly path: string;
  /** `what` may be a matcher. */
  readonly fault: Omit<Partial<Finding>, 'what'> & { readonly rule: string; readonly what: unknown };
}

/** Sets properties of a resource. */
export const set =
  (logicalId: string, properties: Loose): Change =>
  (p) =>
    Object.assign(p(logicalId), properties);

/** Removes a property of a resource. */
export const unset =
  (logicalId: string, name: string): Change =>
  (p) => {
    delete p(logicalId)[name];
  };

/** Adds a resource, `Extra`. */
export const add =
  (type: string, properties: Loose = {}): Change =>
  (_, resources) => {
    resources.Extra = { Type: type, Properties: properties };
  };

/** Adds a copy of a resource, `Extra`, with other properties. */
export const copy =
  (logicalId: string, properties: Loose): Change =>
  (_, resources) => {
    resources.Extra = structuredClone(resources[logicalId]);
    Object.assign(resources.Extra.Properties, properties);
  };

/** The orders template, changed. */
export function changedTemplate(change: Change): Loose {
  const template = ordersTemplate();
  change((logicalId) => template.Resources[logicalId].Properties, template.Resources, template);
  return template;
}

/** Loads the changed template, and expects the fault at its place. */
export function expectRefusal({ change, at, path, fault }: Refusal): void {
  const { faults } = refusalOf({ assembly: writeAssembly({ Orders: changedTemplate(change) }) });
  const found = faults.find(({ where }) => where.logicalId === at && where.path === path);
  expect({ all: faults, found }).toMatchObject({
    found: { where: { stack: 'Orders' }, ...fault, remedy: expect.stringMatching(/\S/) },
  });
}
