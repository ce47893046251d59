import type { FaultList, FaultOption, FaultPlace, Finding } from '../../model/index.ts';
import { isJsonObject, quote } from '../../runtime/index.ts';
import { dynamicValue, withDynamicValues } from '../intrinsics/dynamic-reference.ts';
import { evaluateHead } from '../intrinsics/evaluate.ts';
import type { Scope } from '../intrinsics/evaluation.ts';
import { Unresolvable } from '../intrinsics/unresolvable.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import { requiredProperty, unknownProperty, wrongForm } from './property-findings.ts';
import type { PropertyTable } from './property-table.ts';
import { ruleFor } from './property-table.ts';
import { toBoolean, toInteger, toNumber, toText } from './scalar.ts';

/** Where a reader stands and whom it asks. */
export interface ReaderContext {
  readonly place: FaultPlace;
  readonly scope: Scope;
  readonly faults: FaultList;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The form a value must have. */
interface Form<Value> {
  readonly wanted: string;
  readonly convert: (json: Json) => Value | undefined;
  /** No message may show the value. */
  readonly secret?: boolean;
}

/**
 * Reads one object of a template: evaluates what is asked for, checks its form, and files a fault for everything else.
 * After a fault it goes on with an empty value, so that all faults are found; such a value never leaves the load.
 */
export class PropertyReader {
  readonly #object: JsonObject;
  readonly #context: ReaderContext;

  /** @param table the allow list; `undefined` where the keys are the template's own, as in a map of variables */
  constructor(object: JsonObject, table: PropertyTable | undefined, context: ReaderContext) {
    this.#object = object;
    this.#context = context;
    if (table !== undefined) this.#checkKeys(table);
  }

  /** Whether the property is set; `AWS::NoValue` unsets it, and a value that cannot be evaluated counts as set. */
  has(name: string): boolean {
    const json = own(this.#object, name);
    try {
      return json !== undefined && evaluateHead(json, this.#context.scope) !== undefined;
    } catch (error) {
      if (error instanceof Unresolvable) return true;
      throw error;
    }
  }

  /** Where its faults go. */
  get faults(): FaultList {
    return this.#context.faults;
  }

  /** The keys of the object, as written. */
  get names(): readonly string[] {
    return Object.keys(this.#object);
  }

  /** The property as the template has it, nothing evaluated: for values that are handed on. */
  written(name: string): Json | undefined {
    return own(this.#object, name);
  }

  /** Text that must be there; empty after a fault. */
  string(name: string): string {
    const text = this.optionalString(name);
    if (text === undefined) this.fault(name, requiredProperty(name));
    return text ?? '';
  }

  optionalString(name: string): string | undefined {
    return this.#scalar(name, 'a string', toText);
  }

  /** As {@link optionalString}, for values that no message may show. */
  optionalSecret(name: string): string | undefined {
    const json = own(this.#object, name);
    return json === undefined
      ? undefined
      : this.#read(name, json, { wanted: 'a string', convert: toText, secret: true });
  }

  /**
   * The same object, read with made-up values of resources that are not run; `undefined` where there are none. Only for
   * values that decide nothing.
   */
  get withMadeUp(): PropertyReader | undefined {
    const { withMadeUp: scope } = this.#context.scope;
    return scope === undefined ? undefined : new PropertyReader(this.#object, undefined, { ...this.#context, scope });
  }

  /** Why the property has no value; `undefined` when it has one, or is not set. Files nothing. */
  problemOf(name: string): Finding | undefined {
    const json = own(this.#object, name);
    try {
      if (json !== undefined) evaluateHead(json, this.#context.scope);
      return undefined;
    } catch (error) {
      if (error instanceof Unresolvable) return error.finding;
      throw error;
    }
  }

  integer(name: string, range: Range): number | undefined {
    const value = this.#scalar(name, 'an integer', toInteger);
    if (value === undefined || (value >= range.min && value <= range.max)) return value;
    this.fault(name, {
      rule: 'property-range',
      what: `${name} is out of range`,
      given: String(value),
      allowed: `${range.min} to ${range.max}`,
      remedy: `Choose a ${name} in that range.`,
    });
    return undefined;
  }

  /** A finite number, not negative. */
  number(name: string): number | undefined {
    return this.#scalar(name, 'a number, 0 or more', toNumber);
  }

  boolean(name: string): boolean | undefined {
    return this.#scalar(name, 'true or false', toBoolean);
  }

  /** Text out of a closed list; `remedy` says what to do about another value. */
  oneOf<Text extends string>(name: string, allowed: readonly Text[], remedy?: string): Text | undefined {
    const text = this.optionalString(name);
    const match = allowed.find((candidate) => candidate === text);
    if (text === undefined || match !== undefined) return match;
    const list = allowed.map((candidate) => quote(candidate)).join(', ');
    this.fault(name, {
      rule: 'property-value',
      what: `${name} has a value that is not supported by the local platform`,
      given: quote(text),
      allowed: list,
      remedy: remedy ?? `Use ${list}.`,
    });
    return undefined;
  }

  /** As {@link oneOf}, for a property that must be there. */
  requiredOneOf<Text extends string>(name: string, allowed: readonly Text[], remedy?: string): Text | undefined {
    const text = this.oneOf(name, allowed, remedy);
    if (text === undefined) this.fault(name, requiredProperty(name, remedy));
    return text;
  }

  /** A list of text; empty when not set. */
  strings(name: string): readonly string[] {
    return this.#items(name).flatMap(([path, json]) => {
      const text = this.#read(path, json, { wanted: 'a string', convert: toText });
      return text === undefined ? [] : [text];
    });
  }

  /** A list of objects with one allow list; empty when not set. */
  objects(name: string, table: PropertyTable): readonly PropertyReader[] {
    return this.#items(name).flatMap(([path, json]) => this.#nested(path, json, table));
  }

  /** An object; `undefined` when not set. Without a table, any key is accepted. */
  object(name: string, table?: PropertyTable): PropertyReader | undefined {
    const json = own(this.#object, name);
    return json === undefined ? undefined : this.#nested(name, json, table)[0];
  }

  /** The value with its outermost intrinsic evaluated and its form unchecked; `undefined` when not set. */
  raw(name: string): Json | undefined {
    const json = own(this.#object, name);
    return json === undefined ? undefined : this.#read(name, json, { wanted: 'a value', convert: (value) => value });
  }

  /** Files a fault about the object itself. */
  faultHere(finding: Finding): void {
    this.#context.faults.add(this.#context.place, finding);
  }

  /** Files a fault about a property of this object, unless it has one already. */
  fault(name: string, finding: Finding): void {
    this.#context.faults.add(this.#placeOf(name), finding);
  }

  /** Tells that a property is run otherwise than on AWS. @param text the consequence, in one sentence */
  deviation(name: string, text: string, option?: FaultOption): void {
    const { stack, logicalId, path } = this.#placeOf(name);
    if (stack === undefined || logicalId === undefined || path === undefined) return;
    this.#context.faults.deviate({
      stack,
      logicalId,
      property: path.replace(/^Properties\./, ''),
      text,
      ...(option && { option }),
    });
  }

  #checkKeys(table: PropertyTable): void {
    for (const name of this.names) {
      if (!this.has(name)) continue;
      const rule = ruleFor(table, name);
      if (rule === undefined) this.fault(name, unknownProperty(name, table));
      else if (rule.kind === 'refused') this.fault(name, rule.finding);
      else if (rule.kind === 'deviation') this.deviation(name, rule.consequence);
    }
  }

  #scalar<Value>(name: string, wanted: string, convert: (json: Json) => Value | undefined): Value | undefined {
    const json = own(this.#object, name);
    return json === undefined ? undefined : this.#read(name, json, { wanted, convert });
  }

  #items(name: string): readonly (readonly [string, Json])[] {
    const list = this.#scalar(name, 'a list', (json) => (isList(json) ? json : undefined)) ?? [];
    return list.map((item, index) => [`${name}[${index}]`, item] as const);
  }

  #nested(path: string, json: Json, table: PropertyTable | undefined): readonly PropertyReader[] {
    const object = this.#read(path, json, { wanted: 'an object', convert: toObject });
    if (object === undefined) return [];
    return [new PropertyReader(object, table, { ...this.#context, place: this.#placeOf(path) })];
  }

  /** The evaluated head of a value in the wanted form; `undefined` for `AWS::NoValue` and after a fault. */
  #read<Value>(path: string, json: Json, form: Form<Value>): Value | undefined {
    const head = this.#head(path, json);
    if (head === undefined) return undefined;
    const value = form.convert(head);
    if (value === undefined) this.fault(path, wrongForm(path, head, form));
    return value;
  }

  #head(path: string, json: Json): Json | undefined {
    const { scope } = this.#context;
    try {
      const head = evaluateHead(json, scope);
      return typeof head === 'string' ? withDynamicValues(head, (reference) => dynamicIn(scope, reference)) : head;
    } catch (error) {
      if (!(error instanceof Unresolvable)) throw error;
      if (error.alreadyReported) this.#context.faults.silence(this.#placeOf(path));
      else this.fault(path, atPath(path, error.finding));
      return undefined;
    }
  }

  #placeOf(name: string): FaultPlace {
    const { place } = this.#context;
    if (place.option === undefined) return { ...place, path: `${place.path}.${name}` };
    const { name: option, entry } = place.option;
    return { ...place, option: { name: option, entry: entry === undefined ? name : `${entry}.${name}` } };
  }
}

/** @throws {Unresolvable} outside a stack as well */
const dynamicIn = (scope: Scope, reference: string): string =>
  scope.dynamic === undefined ? dynamicValue(reference, {}) : scope.dynamic(reference);

/** Where a dynamic reference stands is known here only. */
const atPath = (path: string, finding: Finding): Finding =>
  finding.rule === 'dynamic-reference' ? { ...finding, what: `${path} ${finding.what}` } : finding;

const toObject = (json: Json): JsonObject | undefined => (isJsonObject(json) ? json : undefined);
