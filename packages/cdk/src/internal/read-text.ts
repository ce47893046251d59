/** What `Ref` and `Fn::GetAtt` name: a resource, a parameter or a pseudo parameter. */
export interface Reference {
  readonly name: string;
  readonly attribute?: string;
}

export type TextPart = string | Reference;

/**
 * A value as the texts and references that it is made of, neighbouring texts joined: one value has one reading, however it
 * is written. Reads literals, `Ref`, `Fn::GetAtt`, `Fn::Sub` and `Fn::Join`.
 *
 * @returns undefined for what is absent or no text, and for what only the deploy knows (`Fn::If`, `Fn::ImportValue`, ...)
 */
export function readText(value: unknown): readonly TextPart[] | undefined {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  const [name, argument] = intrinsicOf(value) ?? [];
  if (name === 'Ref') return referenceTo(argument);
  if (name === 'Fn::GetAtt') return attributeOf(argument);
  if (name === 'Fn::Sub') return substituted(argument);
  return name === 'Fn::Join' ? joined(argument) : undefined;
}

/** A value that is one literal text, whatever it is written with. Numbers and booleans are texts, as in CloudFormation. */
export function readLiteral(value: unknown): string | undefined {
  const parts = readText(value);
  if (parts === undefined || parts.length > 1) return undefined;
  const [text = ''] = parts;
  return typeof text === 'string' ? text : undefined;
}

/** A value that is one reference and nothing else. */
export function readReference(value: unknown): Reference | undefined {
  const parts = readText(value);
  const [only] = parts?.length === 1 ? parts : [];
  return typeof only === 'object' ? only : undefined;
}

/** Whether a property with this value is left out: `null` and `AWS::NoValue` are no values. */
export function isAbsent(value: unknown): boolean {
  const [name, argument] = intrinsicOf(value) ?? [];
  return value === undefined || value === null || (name === 'Ref' && argument === 'AWS::NoValue');
}

/** The fields of a text between separators; a reference never holds one. */
export function splitText(parts: readonly TextPart[], separator: string): readonly (readonly TextPart[])[] {
  const fields: TextPart[][] = [[]];
  for (const part of parts) {
    if (typeof part === 'object') {
      fields.at(-1)?.push(part);
      continue;
    }
    for (const [index, text] of part.split(separator).entries()) {
      if (index > 0) fields.push([]);
      if (text !== '') fields.at(-1)?.push(text);
    }
  }
  return fields;
}

/** A text that is the same for two values exactly when they are written as the same value. */
export const valueKey = (value: unknown): string => JSON.stringify(readText(value) ?? { unread: value ?? null });

function intrinsicOf(value: unknown): readonly [string, unknown] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  return others.length === 0 ? entry : undefined;
}

const namePattern = /^[A-Za-z0-9]+(?:::[A-Za-z0-9]+)*$/;

const referenceTo = (name: unknown): readonly TextPart[] | undefined =>
  typeof name === 'string' && namePattern.test(name) && name !== 'AWS::NoValue' ? [{ name }] : undefined;

function attributeOf(argument: unknown): readonly TextPart[] | undefined {
  const text = Array.isArray(argument) && argument.every((part) => typeof part === 'string') ? argument.join('.') : '';
  return dotted(typeof argument === 'string' ? argument : text, { attributeNeeded: true });
}

function dotted(text: string, { attributeNeeded }: { readonly attributeNeeded: boolean }) {
  const end = text.indexOf('.');
  if (end < 0) return attributeNeeded ? undefined : referenceTo(text);
  const [name, attribute] = [text.slice(0, end), text.slice(end + 1)];
  return namePattern.test(name) && attribute !== '' ? [{ name, attribute }] : undefined;
}

function substituted(argument: unknown): readonly TextPart[] | undefined {
  const [text, variables = {}] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string' || typeof variables !== 'object' || variables === null) return undefined;
  // Split by a group: texts at even places, the names between at odd ones.
  const pieces = text.split(/\$\{([^}]*)\}/);
  return concatenated(pieces.map((piece, index) => (index % 2 === 0 ? [piece] : placeholder(piece, variables))));
}

function placeholder(name: string, variables: object): readonly TextPart[] | undefined {
  if (name.startsWith('!')) return [`\${${name.slice(1)}}`];
  if (Object.hasOwn(variables, name)) return readText(Reflect.get(variables, name));
  return dotted(name, { attributeNeeded: false });
}

function joined(argument: unknown): readonly TextPart[] | undefined {
  const [separator, items] = Array.isArray(argument) ? argument : [];
  if (typeof separator !== 'string' || !Array.isArray(items)) return undefined;
  const texts = items.filter((item) => !isAbsent(item)).map(readText);
  return concatenated(texts.flatMap((text, index) => (index === 0 ? [text] : [[separator], text])));
}

function concatenated(texts: readonly (readonly TextPart[] | undefined)[]): readonly TextPart[] | undefined {
  const all: TextPart[] = [];
  for (const parts of texts) {
    if (parts === undefined) return undefined;
    for (const part of parts) {
      const last = all.at(-1);
      if (part === '') continue;
      if (typeof part === 'string' && typeof last === 'string') all[all.length - 1] = last + part;
      else all.push(part);
    }
  }
  return all;
}
