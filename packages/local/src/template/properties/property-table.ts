import type { Finding } from '../../model/index.ts';

/** What the platform does about a property that a template sets. */
export type PropertyRule =
  | { readonly kind: 'modelled' }
  /** Set or not, no request is answered differently here; not even resolved. */
  | { readonly kind: 'harmless'; readonly because: string }
  /** Run otherwise than on AWS, which changes no verdict; told once. */
  | { readonly kind: 'deviation'; readonly consequence: string }
  /** Known, and not run. */
  | { readonly kind: 'refused'; readonly finding: Finding };

/** The allow list of an object's properties. A property that is not in it is a fault. A name may end in `*`: all that begin so. */
export type PropertyTable = Readonly<Record<string, PropertyRule>>;

/** Properties the model carries. */
export const modelled = (...names: readonly string[]): PropertyTable => tableOf(names, { kind: 'modelled' });

/** Properties that change nothing about a request here, and why. */
export const harmless = (because: string, ...names: readonly string[]): PropertyTable =>
  tableOf(names, { kind: 'harmless', because });

/** Properties that are run otherwise than on AWS, and the consequence in one sentence. */
export const deviating = (consequence: string, ...names: readonly string[]): PropertyTable =>
  tableOf(names, { kind: 'deviation', consequence });

/** Properties that are refused by name. */
export const refused = (finding: Finding, ...names: readonly string[]): PropertyTable =>
  tableOf(names, { kind: 'refused', finding });

/** The rule for a property: its own, else that of the longest beginning. */
export function ruleFor(table: PropertyTable, name: string): PropertyRule | undefined {
  if (Object.hasOwn(table, name)) return table[name];
  const [best] = Object.keys(table)
    .filter((key) => key.endsWith('*') && name.startsWith(key.slice(0, -1)))
    .sort((a, b) => b.length - a.length);
  return best === undefined ? undefined : table[best];
}

const tableOf = (names: readonly string[], rule: PropertyRule): PropertyTable =>
  Object.fromEntries(names.map((name) => [name, rule]));
