import type { RoutePattern } from './route-pattern.ts';

/** Patterns by the shape of their paths, so that a path is held against few of them however many there are. */
export interface RouteIndex {
  /** Those whose template fits the segments of a path, in no order; methods are not looked at. */
  find(segments: readonly string[]): readonly RankedPattern[];
}

export interface RankedPattern {
  readonly pattern: RoutePattern;
  /** Its place in the order of precedence: 0 goes first. */
  readonly rank: number;
}

interface Node {
  readonly literals: Map<string, Node>;
  parameter: Node | undefined;
  /** End in this segment or go on for ever. */
  readonly greedy: RankedPattern[];
  /** End before this segment. */
  readonly ends: RankedPattern[];
}

/**
 * A tree of path segments.
 *
 * @param patterns in order of precedence
 * @param matchesEmpty whether a parameter takes an empty segment of a path that has several
 */
export function createRouteIndex(patterns: readonly RoutePattern[], matchesEmpty: boolean): RouteIndex {
  const root = createNode();
  for (const [rank, pattern] of patterns.entries()) insert(root, { pattern, rank });
  return {
    find: (segments) => {
      const found: RankedPattern[] = [];
      const takesEmpty = matchesEmpty && segments.length > 1;
      collect(root, { segments, at: 0, takesEmpty, found });
      return found;
    },
  };
}

const createNode = (): Node => ({ literals: new Map(), parameter: undefined, greedy: [], ends: [] });

function insert(root: Node, ranked: RankedPattern): void {
  let node = root;
  for (const segment of ranked.pattern.segments) {
    if (segment.kind === 'greedy') {
      node.greedy.push(ranked);
      return;
    }
    node = segment.kind === 'literal' ? literalChild(node, segment.text) : (node.parameter ??= createNode());
  }
  node.ends.push(ranked);
}

function literalChild(node: Node, text: string): Node {
  const child = node.literals.get(text) ?? createNode();
  node.literals.set(text, child);
  return child;
}

interface Walk {
  readonly segments: readonly string[];
  readonly at: number;
  readonly takesEmpty: boolean;
  readonly found: RankedPattern[];
}

function collect(node: Node, { segments, at, takesEmpty, found }: Walk): void {
  const text = segments[at];
  if (text === undefined) {
    found.push(...node.ends);
    return;
  }
  found.push(...node.greedy);
  const further = { segments, at: at + 1, takesEmpty, found };
  const literal = node.literals.get(text);
  if (literal) collect(literal, further);
  if (node.parameter && (text !== '' || takesEmpty)) collect(node.parameter, further);
}
