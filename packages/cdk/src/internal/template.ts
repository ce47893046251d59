/** The part of a CloudFormation template that is looked at. */
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** A resource with its logical ID; `Properties` is there, if empty. */
export interface FoundResource {
  readonly logicalId: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** All resources of a type. */
export const resourcesOf = (template: Template, type: string): FoundResource[] =>
  Object.entries(template.Resources ?? {})
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, resource]) => ({ logicalId, properties: resource.Properties ?? {} }));

/** The logical ID that a value refers to (`Ref`, `Fn::GetAtt`), or the value as text. */
export function target(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) {
    if ('Ref' in value && typeof value.Ref === 'string') return value.Ref;
    const attribute = 'Fn::GetAtt' in value ? value['Fn::GetAtt'] : undefined;
    if (typeof attribute === 'string') return attribute.split('.')[0] ?? '';
    if (Array.isArray(attribute) && typeof attribute[0] === 'string') return attribute[0];
  }
  return JSON.stringify(value) ?? '';
}

/** A value for a message. */
export const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 120);

/** How many times each target occurs. */
export function countByTarget(resources: readonly FoundResource[], property: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { properties } of resources) {
    const name = target(properties[property]);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
