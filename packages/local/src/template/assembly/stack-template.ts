import type { FaultList, FaultPlace, Finding, NotRun } from '../../model/index.ts';
import { isJsonObject, quote } from '../../runtime/index.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isList, own } from '../json-value.ts';

/** A template cut into its sections; nothing in it is resolved. */
export interface StackTemplate {
  readonly parameters: ReadonlyMap<string, JsonObject>;
  readonly mappings: JsonObject;
  readonly conditions: ReadonlyMap<string, Json>;
  readonly resources: ReadonlyMap<string, RawResource>;
  readonly outputs: ReadonlyMap<string, JsonObject>;
  /** The transforms the template asks for, in their order. */
  readonly transforms: readonly Json[];
  /** SAM's `Globals`. */
  readonly globals: JsonObject;
  /** What was taken out of the resources because it serves no request: events of SAM functions. */
  readonly leftOut: readonly NotRun[];
}

/** Where an expanded resource was written: what faults name in its place. */
export interface Origin {
  readonly logicalId: string;
  readonly type: string;
  /** From the resource: `Properties.Events.List`. */
  readonly path: string;
}

/** A resource as the template has it. */
export interface RawResource {
  readonly type: string;
  readonly properties: JsonObject;
  readonly dependsOn: readonly string[];
  /** The name of the condition that says whether the resource exists. */
  readonly condition?: string;
  readonly metadata?: JsonObject;
  /** Set where the template does not hold the resource itself, but something that stands for it. */
  readonly origin?: Origin;
}

/** Where faults of a resource are reported. */
export function placeOfResource(
  stack: string,
  logicalId: string,
  { type, origin }: RawResource,
): Extract<FaultPlace, { readonly path: string }> {
  return origin === undefined ? { stack, logicalId, type, path: 'Properties' } : { stack, ...origin };
}

const sectionNames = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Transform',
  'Globals',
];
const allSections = [...sectionNames, 'Resources', 'Outputs'];
const resourceAttributes = ['Type', 'Properties', 'DependsOn', 'Condition', 'Metadata', 'DeletionPolicy'];
const policyAttributes = ['UpdateReplacePolicy', 'CreationPolicy', 'UpdatePolicy'];
const allResourceAttributes = [...resourceAttributes, ...policyAttributes];

/**
 * Reads the sections of a template. `Rules` (assertions about parameters at deploy time), policies for deletion and
 * update, and `Metadata` of the template change nothing about requests and are not read; any other section or resource
 * attribute is a fault. Which transforms are run is not decided here.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export function readStackTemplate(json: JsonObject, stack: string, faults: FaultList): StackTemplate {
  for (const section of Object.keys(json).filter((key) => !allSections.includes(key))) {
    faults.add(
      { stack, path: section },
      {
        rule: 'template-section',
        what: `Template section ${section} is not supported by the local platform`,
        remedy: 'Synthesize a plain CloudFormation template: hooks are not run.',
      },
    );
  }
  const read = (name: string): JsonObject => sectionOf(json, name, { stack, faults });
  const transforms = own(json, 'Transform') ?? [];
  return {
    transforms: isList(transforms) ? transforms : [transforms],
    globals: read('Globals'),
    leftOut: [],
    parameters: objectsOf(read('Parameters')),
    mappings: read('Mappings'),
    conditions: new Map(Object.entries(read('Conditions'))),
    resources: resourcesOf(read('Resources'), stack, faults),
    outputs: objectsOf(read('Outputs')),
  };
}

function sectionOf(json: JsonObject, name: string, context: { stack: string; faults: FaultList }): JsonObject {
  const section = own(json, name) ?? {};
  if (isJsonObject(section)) return section;
  context.faults.add(
    { stack: context.stack, path: name },
    {
      rule: 'template-section-form',
      what: `${name} must be an object`,
      given: quote(section),
      remedy: `Write ${name} as an object of named entries.`,
    },
  );
  return {};
}

const objectsOf = (section: JsonObject): ReadonlyMap<string, JsonObject> =>
  new Map(Object.entries(section).map(([name, value]) => [name, isJsonObject(value) ? value : {}]));

function resourcesOf(section: JsonObject, stack: string, faults: FaultList): ReadonlyMap<string, RawResource> {
  const resources = new Map<string, RawResource>();
  for (const [logicalId, value] of Object.entries(section)) {
    const resource = readResource(value);
    if ('type' in resource) resources.set(logicalId, resource);
    else faults.add({ stack, logicalId, path: 'Resources' }, resource);
  }
  return resources;
}

/** A resource that is not written as CloudFormation has it. */
const malformedResource = (what: string, given?: Json): Finding => ({
  rule: 'resource-form',
  what,
  given: quote(given),
  remedy: `Write the resource as an object of ${allResourceAttributes.join(', ')}.`,
});

const unknownAttribute = (name: string): Finding => ({
  rule: 'resource-attribute',
  what: `Resource attribute ${name} is not supported by the local platform`,
  allowed: allResourceAttributes.join(', '),
  remedy: 'Remove it.',
});

/** The resource, or what is wrong with its form. */
function readResource(value: Json): RawResource | Finding {
  if (!isJsonObject(value)) return malformedResource('A resource must be an object', value);
  const type = own(value, 'Type');
  const properties = own(value, 'Properties') ?? {};
  const dependsOn = own(value, 'DependsOn') ?? [];
  const condition = own(value, 'Condition');
  const stranger = Object.keys(value).find((key) => !allResourceAttributes.includes(key));
  if (stranger !== undefined) return unknownAttribute(stranger);
  if (typeof type !== 'string') return malformedResource('A resource needs a Type', type);
  if (!isJsonObject(properties)) return malformedResource('Properties must be an object', properties);
  if (condition !== undefined && typeof condition !== 'string')
    return malformedResource('Condition must be a name', condition);
  const names = isList(dependsOn) ? dependsOn : [dependsOn];
  const dependencies = names.filter((name) => typeof name === 'string');
  if (dependencies.length !== names.length) return malformedResource('DependsOn must hold logical IDs', dependsOn);
  const metadata = own(value, 'Metadata');
  return {
    type,
    properties,
    dependsOn: dependencies,
    ...(condition === undefined ? {} : { condition }),
    ...(isJsonObject(metadata) ? { metadata } : {}),
  };
}
