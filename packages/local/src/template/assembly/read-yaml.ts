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
 * @throws {SyntaxError} with the line, for bad YAML, several documents, repeated keys, merge keys (`<<`) and unknown tags
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function parseYaml(text: string): Json {
  const documents = [...yaml().parseAllDocuments(text, yamlOptions)];
  const [document, ...more] = documents;
  if (document === undefined || !('contents' in document) || document.contents === null) return null;
  if (more.length > 0) throw new SyntaxError('The file holds several YAML documents; a template is one');
  const [error] = document.errors;
  if (error !== undefined) throw new SyntaxError(error.message.split('\n')[0]?.replace(/:$/, '') ?? error.code);
  return new YamlReader(text).value(document.contents);
}

/** The library compares each key with all others: repeated keys are found here, in one pass. */
const yamlOptions = { schema: 'core', logLevel: 'error', prettyErrors: true, uniqueKeys: false } as const;

class YamlReader {
  readonly #yaml = yaml();
  readonly #text: string;
  /** By name, as far as the document was read: the library would search the document for each alias. */
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #aliases = 0;
  #count = 0;

  constructor(text: string) {
    this.#text = text;
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
      if (this.#yaml.isMap(node)) {
        const names = new Set<string>();
        return Object.fromEntries(node.items.map(({ key, value }) => this.#pair(key, value, names)));
      }
    } finally {
      this.#open.delete(node);
    }
    throw this.#error(node, 'Neither a value, a list nor an object');
  }

  #pair(key: unknown, value: unknown, names: Set<string>): readonly [string, Json] {
    const name = this.#yaml.isScalar(key) ? (key.source ?? String(key.value)) : undefined;
    if (name === undefined) throw this.#error(key as Node, 'A key must be text');
    if (names.has(name)) throw this.#error(key as Node, 'Map keys must be unique');
    names.add(name);
    if (name === '<<') throw this.#error(key as Node, 'CloudFormation reads no merge keys (<<): write the keys out');
    return [name, value === null ? null : this.value(value as Node)];
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
