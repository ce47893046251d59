/**
 * Finds cycles in a graph of names. Each cycle is reported once, as the names on it with the first repeated at the end.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (name: string): void => {
    const start = trail.indexOf(name);
    if (start !== -1) cycles.push([...trail.slice(start), name]);
    if (start !== -1 || finished.has(name)) return;
    trail.push(name);
    for (const next of edges.get(name) ?? []) visit(next);
    trail.pop();
    finished.add(name);
  };
  for (const name of edges.keys()) visit(name);
  return cycles;
}
