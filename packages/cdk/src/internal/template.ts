import { isAbsent } from './read-text.ts';

/** The part of a CloudFormation template that is looked at. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A resource with its logical ID and the properties that have a value. */
export interface FoundResource {
  readonly logicalId: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** All resources of a type. */
export const resourcesOf = (template: Template, type: string): FoundResource[] =>
  Object.entries(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, resource]) => ({ logicalId, properties: present(resource.Properties ?? {}) }));

const present = (properties: Readonly<Record<string, unknown>>): FoundResource['properties'] =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => !isAbsent(value)));

/** A value for a message. */
export const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 120);
