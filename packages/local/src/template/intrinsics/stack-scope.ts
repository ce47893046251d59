import { isJsonObject, quote } from '../../runtime/index.ts';
import { languageExtensions } from '../assembly/for-each.ts';
import type { StackTemplate } from '../assembly/stack-template.ts';
import type { Environment } from '../environment.ts';
import type { Json } from '../json-value.ts';
import { own } from '../json-value.ts';
import { toText } from '../properties/scalar.ts';
import type { Referable, ResourceIdentity } from '../resources/resource-type.ts';
import { dynamicValue } from './dynamic-reference.ts';
import { evaluate, evaluateCondition } from './evaluate.ts';
import type { Scope } from './evaluation.ts';
import { malformed } from './evaluation.ts';
import { EvaluationLimits } from './evaluation-limits.ts';
import { parameterValue } from './parameter-value.ts';
import { pseudoParameters } from './pseudo-parameters.ts';
import { Unresolvable } from './unresolvable.ts';

export interface StackScopeOptions {
  readonly stack: string;
  readonly template: StackTemplate;
  readonly environment: Environment;
  /** The types whose `Ref` and attributes have values here, by type. */
  readonly referables: ReadonlyMap<string, Referable>;
  /** Makes up the `Ref` (without `attribute`) or an attribute of a resource that is not run. @default nothing is made up */
  readonly madeUp?: (type: string, attribute: string | undefined, self: ResourceIdentity) => string;
  /** A value given for a reference to a resource that is not run: `Queue`, `Queue.Arn`. @default none is given */
  readonly givenReference?: (reference: string) => string | undefined;
  /** The value of a parameter of SSM Parameter Store. @throws {Unresolvable} */
  readonly storedParameter?: (name: string) => Json;
  /** Looks an export up across the stacks that are loaded. */
  readonly imported: (exportName: string) => Json;
  /** A value given for a parameter, in place of its default. @default none is given */
  readonly given?: (parameter: string) => Json | undefined;
  /** Makes the scope of the same stack that has made-up values, too. @default this one */
  readonly twin?: () => StackScope;
  /** An output of a stack nested in this one. @throws {Unresolvable} @default there are no nested stacks */
  readonly nestedOutput?: (logicalId: string, output: string) => Json;
  /** Shared by stacks that refer to each other. @default its own */
  readonly limits?: EvaluationLimits;
}

interface NotRunReference {
  readonly logicalId: string;
  readonly type: string;
  /** @default `Ref` is meant */
  readonly attribute?: string;
}

const outputPlace = /^Outputs\./;
const nestedStack = 'AWS::CloudFormation::Stack';

/** What the names in one template mean. */
export class StackScope implements Scope {
  readonly #options: StackScopeOptions;
  readonly #pseudo: ReadonlyMap<string, Json>;
  #withMadeUp: StackScope | undefined;
  /** What is being evaluated, outermost first: an evaluation that comes back to itself is a cycle. */
  readonly #trail: string[] = [];
  /** What came out once: names that lead to each other twice would double the work at each step. */
  readonly #conditions = new Map<string, boolean>();
  readonly #values = new WeakMap<object, { readonly value: Json | undefined }>();
  readonly limits: EvaluationLimits;

  constructor(options: StackScopeOptions) {
    this.#options = options;
    this.limits = options.limits ?? new EvaluationLimits();
    this.#pseudo = pseudoParameters(options.stack, options.environment);
  }

  ref(name: string): Json | undefined {
    if (name === 'AWS::NoValue') return undefined;
    const pseudo = this.#pseudo.get(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = this.#options.template.parameters.get(name);
    if (parameter !== undefined) {
      const { given, storedParameter } = this.#options;
      return parameterValue({ name, declaration: parameter, stored: storedParameter }, given?.(name));
    }
    const type = this.#typeOf(name, 'Ref');
    const referable = this.#options.referables.get(type);
    return referable === undefined ? this.#ofNotRun({ logicalId: name, type }) : referable.ref(this.identity(name));
  }

  attribute(logicalId: string, attribute: string): Json {
    const type = this.#typeOf(logicalId, 'Fn::GetAtt');
    const referable = this.#options.referables.get(type);
    if (referable === undefined) return this.#ofNotRun({ logicalId, type, attribute });
    const { attributes } = referable;
    const { nestedOutput } = this.#options;
    if (type === nestedStack && outputPlace.test(attribute) && nestedOutput !== undefined) {
      return nestedOutput(logicalId, attribute.replace(outputPlace, ''));
    }
    const read = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    if (read !== undefined) return read(this.identity(logicalId));
    const known = Object.keys(attributes).join(', ') || 'none';
    throw new Unresolvable({
      rule: 'unknown-attribute',
      what: `Fn::GetAtt ${quote(`${logicalId}.${attribute}`)}: the local platform knows no such attribute of ${type}`,
      allowed: known,
      remedy: 'Use an attribute that it knows, or write the value out.',
    });
  }

  condition(name: string): boolean {
    const expression = this.#options.template.conditions.get(name);
    if (expression === undefined) {
      throw new Unresolvable({
        rule: 'undeclared-condition',
        what: `Condition ${quote(name)} is not declared`,
        remedy: `Declare ${name} under Conditions.`,
      });
    }
    const known = this.#conditions.get(name);
    if (known !== undefined) return known;
    const truth = this.#guarded(`Conditions.${name}`, () => evaluateCondition(expression, this));
    this.#conditions.set(name, truth);
    return truth;
  }

  mapEntry(map: string, topKey: string, secondKey: string): Json {
    const level = own(this.#options.template.mappings, map);
    const inner = isJsonObject(level) ? own(level, topKey) : undefined;
    const value = isJsonObject(inner) ? own(inner, secondKey) : undefined;
    if (value !== undefined) return value;
    const keys = [map, topKey, secondKey].map((key) => quote(key)).join(', ');
    throw new Unresolvable({
      rule: 'map-entry',
      what: `Fn::FindInMap finds nothing at [${keys}]`,
      remedy: 'Add the entry to Mappings, or correct the keys.',
    });
  }

  imported(exportName: string): Json {
    return this.#options.imported(exportName);
  }

  get hasLanguageExtensions(): boolean {
    return this.#options.template.transforms.includes(languageExtensions);
  }

  dynamic(reference: string): string {
    return dynamicValue(reference, this.#options);
  }

  get withMadeUp(): StackScope {
    this.#withMadeUp ??= this.#options.twin?.() ?? this;
    return this.#withMadeUp;
  }

  /** Whether a resource or output with this condition exists; without one it does. */
  exists(condition: string | undefined): boolean {
    return condition === undefined || this.condition(condition);
  }

  /** Evaluates a value of this stack under a name that a cycle would show. */
  valueOf(path: string, json: Json): Json | undefined {
    const known = typeof json === 'object' && json !== null ? this.#values.get(json) : undefined;
    if (known !== undefined) return known.value;
    const value = this.#guarded(path, () => evaluate(json, this));
    if (typeof json === 'object' && json !== null) this.#values.set(json, { value });
    return value;
  }

  /** What the identifiers of one of the stack's resources are made of. */
  identity(logicalId: string): ResourceIdentity {
    const { stack, template, environment } = this.#options;
    const properties = template.resources.get(logicalId)?.properties ?? {};
    const given = (property: string): string | undefined => {
      const json = own(properties, property);
      return json === undefined ? undefined : this.#givenText(`${logicalId}.${property}`, json);
    };
    const assetPath = own(template.resources.get(logicalId)?.metadata ?? {}, 'aws:asset:path');
    return { at: { stack, logicalId }, environment, given, ...(typeof assetPath === 'string' ? { assetPath } : {}) };
  }

  #givenText(path: string, json: Json): string | undefined {
    const value = this.valueOf(path, json);
    if (value === undefined) return undefined;
    const text = toText(value);
    if (text === undefined) throw malformed(path, 'a string', value);
    return text;
  }

  /** The type of a resource that is in the stack. */
  #typeOf(logicalId: string, from: string): string {
    const resource = this.#options.template.resources.get(logicalId);
    if (resource === undefined) {
      throw new Unresolvable(
        {
          rule: 'reference-to-nothing',
          what: `${from} names ${quote(logicalId)}, which is not in the template`,
          remedy: 'Correct the name.',
        },
        true,
      );
    }
    if (!this.exists(resource.condition)) {
      throw new Unresolvable(
        {
          rule: 'reference-to-left-out-resource',
          what: `${from} names ${quote(logicalId)}, which its condition ${quote(resource.condition)} leaves out of the stack`,
          remedy: 'Guard the reference with Fn::If on the same condition.',
        },
        true,
      );
    }
    return resource.type;
  }

  /** What is given for a reference to a resource that is not run, or made up where that is allowed. */
  #ofNotRun({ logicalId, type, attribute }: NotRunReference): string {
    const reference = attribute === undefined ? logicalId : `${logicalId}.${attribute}`;
    const given = this.#options.givenReference?.(reference);
    if (given !== undefined) return given;
    if (this.#options.madeUp !== undefined) return this.#options.madeUp(type, attribute, this.identity(logicalId));
    const from = attribute === undefined ? 'Ref' : 'Fn::GetAtt';
    throw new Unresolvable({
      rule: 'reference-to-type-not-run',
      what: `${from} names ${quote(reference)} of type ${type}, which the local platform does not run`,
      remedy: 'Write the value out, or remove the reference.',
      option: { name: 'parameters', entry: reference },
    });
  }

  #guarded<Value>(step: string, evaluation: () => Value): Value {
    const start = this.#trail.indexOf(step);
    if (start !== -1) {
      const path = [...this.#trail.slice(start), step].join(' -> ');
      throw new Unresolvable({
        rule: 'circular-reference',
        what: `Circular reference: ${path}`,
        remedy: 'Break the circle at one of these places.',
      });
    }
    this.#trail.push(step);
    try {
      return evaluation();
    } finally {
      this.#trail.pop();
    }
  }
}
