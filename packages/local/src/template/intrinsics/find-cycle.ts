/** In a hostile graph each name may be on a cycle with all others. */
const maxCycles = 20;

interface Step {
  readonly name: string;
  /** What is left to follow from it. */
  readonly left: Iterator<string>;
}

/**
 * Finds cycles in a graph of names. Each cycle is reported once, as the names on it with the first repeated at the end; no
 * more than 20. Without recursion: a chain of names may be longer than the call stack.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const finished = new Set<string>();
  const trail: Step[] = [];
  const onTrail = new Set<string>();
  const visit = (name: string): void => {
    if (finished.has(name)) return;
    if (onTrail.has(name)) {
      const names = trail.map((step) => step.name);
      cycles.push([...names.slice(names.indexOf(name)), name]);
      return;
    }
    trail.push({ name, left: (edges.get(name) ?? []).values() });
    onTrail.add(name);
  };
  for (const start of edges.keys()) {
    visit(start);
    for (let step = trail.at(-1); step !== undefined; step = trail.at(-1)) {
      const next = step.left.next();
      if (cycles.length === maxCycles) return cycles;
      if (next.done !== true) {
        visit(next.value);
        continue;
      }
      trail.pop();
      onTrail.delete(step.name);
      finished.add(step.name);
    }
  }
  return cycles;
}
