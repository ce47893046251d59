/** A scope's meaning; the long form says which scopes it carries with it. */
export type ScopeEntry<Scope extends string = string> =
  | string
  | { readonly about: string; readonly implies?: readonly Scope[] };

export interface CatalogueScope {
  readonly about: string;
  /** Directly implied scopes, as declared. */
  readonly implies: readonly string[];
}

/** RFC 6749 §3.3: `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )`. */
export const isScopeToken = (text: string): boolean => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(text);

export const toCatalogueScope = (entry: ScopeEntry): CatalogueScope =>
  typeof entry === 'string' ? { about: entry, implies: [] } : { about: entry.about, implies: entry.implies ?? [] };

/** A scope, and everything it implies directly or through others; sorted. Ends on cycles too. */
export function impliedClosure(catalogue: ReadonlyMap<string, CatalogueScope>, scope: string): string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name) || !catalogue.has(name)) return;
    found.add(name);
    for (const next of catalogue.get(name)?.implies ?? []) visit(next);
  };
  visit(scope);
  return [...found].sort();
}

/** A path `a -> b -> a` for each scope that implies itself, each cycle once. */
export function implicationCycles(catalogue: ReadonlyMap<string, CatalogueScope>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (scope: string, path: readonly string[]): void => {
    const start = path.indexOf(scope);
    if (start >= 0) cycles.push([...path.slice(start), scope].join(' -> '));
    if (start >= 0 || done.has(scope)) return;
    for (const next of catalogue.get(scope)?.implies ?? []) walk(next, [...path, scope]);
    done.add(scope);
  };
  for (const scope of catalogue.keys()) walk(scope, []);
  return cycles;
}
