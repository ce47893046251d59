import { createRequire } from 'node:module';
import type { Alias, Node, ParsedNode } from 'yaml';
import type { Json } from '../json-value.ts';

/** Loaded with the first template in YAML: what CDK synthesizes is JSON, and starts without it. */
const yaml = (): typeof import('yaml') => createRequire(import.meta.url)('yaml');

/** The short forms of CloudFormation's intrinsic functions, by tag. */
const shortForms: ReadonlyMap<string, string> = new Map([
  ...['Ref', 'Condition'].map((name) => [`!${name}`, name] as const),
  ...[
    ['And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join'],
    ['Length', 'Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform'],
  ]
    .flat()
    .map((name) => [`!${name}`, `Fn::${name}`] as const),
]);

const plainTags: ReadonlySet<string> = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);

/** More values than any template within CloudFormation's 1 MB has: aliases that multiply are stopped here. */
const maxNodes = 200_000;

/**
 * Parses YAML as CloudFormation reads it: short intrinsic forms become their long ones, dates stay text, and a number
 * keeps the form it is written in where JSON would lose it (`2.0`, `0123`). Aliases are followed, as `sam` and
 * `aws cloudformation package` do.
 * Of keys that are repeated the last counts, as in CloudFormation.
 * @param isDeciding whether the object at a path decides who gets in or what is served, so that no key may be repeated in
 *   it. @default every object does
 * @throws {SyntaxError} with the line, for bad YAML, several documents, repeated keys, merge keys (`<<`) and unknown tags
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function parseYaml(text: string, isDeciding: IsDeciding = () => true): Json {
  const documents = [...yaml().parseAllDocuments(text, yamlOptions)];
  const [document, ...more] = documents;
  if (document === undefined || !('contents' in document) || document.contents === null) return null;
  if (more.length > 0) throw new SyntaxError('The file holds several YAML documents; a template is one');
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(error.message.split('\n')[0]?.replace(/:$/, '') ?? error.code);
  return new YamlReader(text, isDeciding).root(document.contents);
}

/** Says of an object, by the keys that lead to it and by the document as read, that no key may be repeated in it. */
type IsDeciding = (path: readonly string[], root: Json) => boolean;

/** A key that an object has twice. */
interface RepeatedKey {
  readonly path: readonly string[];
  readonly key: Node;
}

/** The library compares each key with all others: repeated keys are found here, in one pass. */
const yamlOptions = { schema: 'core', logLevel: 'error', prettyErrors: true, uniqueKeys: false } as const;

class YamlReader {
  readonly #yaml = yaml();
  readonly #text: string;
  readonly #isDeciding: IsDeciding;
  /** The keys that lead to what is read. */
  readonly #path: string[] = [];
  readonly #repeated: RepeatedKey[] = [];
  /** By name, as far as the document was read: the library would search the document for each alias. */
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #aliases = 0;
  #count = 0;

  constructor(text: string, isDeciding: IsDeciding) {
    this.#text = text;
    this.#isDeciding = isDeciding;
  }

  /** The whole document. */
  root(node: Node): Json {
    const root = this.value(node);
    const refused = this.#repeated.find(({ path }) => this.#isDeciding(path, root));
    if (refused !== undefined) throw this.#error(refused.key, 'Map keys must be unique');
    return root;
  }

  value(node: Node): Json {
    this.#count++;
    if (this.#count > maxNodes) throw this.#error(node, `The template has more than ${maxNodes} values`);
    if (this.#yaml.isAlias(node)) return this.#alias(node);
    const { anchor } = node as ParsedNode;
    if (anchor !== undefined && this.#aliases === 0) this.#anchors.set(anchor, node);
    const { tag } = node as ParsedNode;
    if (tag === undefined || plainTags.has(tag)) return this.#plain(node);
    const name = shortForms.get(tag);
    if (name === undefined) throw this.#error(node, `Unknown tag ${tag}`);
    return { [name]: this.#plain(node) };
  }

  #alias(node: Alias): Json {
    const target = this.#anchors.get(node.source);
    if (target === undefined) throw this.#error(node, 'An alias without an anchor');
    if (this.#open.has(target)) throw this.#error(node, 'An alias of a value inside that value');
    this.#aliases++;
    const value = this.value(target);
    this.#aliases--;
    return value;
  }

  #plain(node: Node): Json {
    if (this.#yaml.isScalar(node)) return scalar(node.value, node.source);
    this.#open.add(node);
    try {
      if (this.#yaml.isSeq(node)) return node.items.map((item) => this.value(item as Node));
      if (this.#yaml.isMap(node)) return this.#object(node.items);
    } finally {
      this.#open.delete(node);
    }
    throw this.#error(node, 'Neither a value, a list nor an object');
  }

  #object(items: readonly { readonly key: unknown; readonly value: unknown }[]): Json {
    const entries = new Map<string, Json>();
    for (const { key, value } of items) {
      const [name, json] = this.#pair(key, value);
      if (entries.has(name)) this.#repeated.push({ path: [...this.#path], key: key as Node });
      entries.set(name, json);
    }
    return Object.fromEntries(entries);
  }

  #pair(key: unknown, value: unknown): readonly [string, Json] {
    const name = this.#yaml.isScalar(key) ? (key.source ?? String(key.value)) : undefined;
    if (name === undefined) throw this.#error(key as Node, 'A key must be text');
    if (name === '<<') throw this.#error(key as Node, 'CloudFormation reads no merge keys (<<): write the keys out');
    this.#path.push(name);
    try {
      return [name, value === null ? null : this.value(value as Node)];
    } finally {
      this.#path.pop();
    }
  }

  #error(node: Node, problem: string): SyntaxError {
    const line = this.#text.slice(0, node.range?.[0] ?? 0).split('\n').length;
    return new SyntaxError(`${problem}, at line ${line}`);
  }
}

function scalar(value: unknown, source: string | undefined): Json {
  if (typeof value === 'number') return source === undefined || String(value) === source ? value : source;
  return typeof value === 'string' || typeof value === 'boolean' || value === null ? value : String(value);
}
