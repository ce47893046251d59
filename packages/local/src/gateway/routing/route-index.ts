import type { Settings } from '../settings.ts';
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

/** What of the settings decides whether a template fits a path. */
export type PathMatching = Pick<Settings, 'parameterMatchesEmptySegment' | 'routeCase' | 'greedyMatchesParent'>;

/**
 * A tree of path segments.
 *
 * @param patterns in order of precedence
 */
export function createRouteIndex(patterns: readonly RoutePattern[], matching: PathMatching): RouteIndex {
  const root = createNode();
  const fold = matching.routeCase === 'insensitive' ? (text: string) => text.toLowerCase() : (text: string) => text;
  for (const [rank, pattern] of patterns.entries()) insert(root, { pattern, rank }, fold);
  return {
    find: (segments) => {
      const found: RankedPattern[] = [];
      const takesEmpty = matching.parameterMatchesEmptySegment && segments.length > 1;
      const greedyTakesNone = matching.greedyMatchesParent;
      collect(root, { segments: segments.map(fold), at: 0, takesEmpty, greedyTakesNone, found });
      return found;
    },
  };
}

const createNode = (): Node => ({ literals: new Map(), parameter: undefined, greedy: [], ends: [] });

function insert(root: Node, ranked: RankedPattern, fold: (text: string) => string): void {
  let node = root;
  for (const segment of ranked.pattern.segments) {
    if (segment.kind === 'greedy') {
      node.greedy.push(ranked);
      return;
    }
    node = segment.kind === 'literal' ? literalChild(node, fold(segment.text)) : parameterChild(node);
  }
  node.ends.push(ranked);
}

function literalChild(node: Node, text: string): Node {
  const child = node.literals.get(text) ?? createNode();
  node.literals.set(text, child);
  return child;
}

function parameterChild(node: Node): Node {
  node.parameter ??= createNode();
  return node.parameter;
}

interface Walk {
  readonly segments: readonly string[];
  readonly at: number;
  readonly takesEmpty: boolean;
  readonly greedyTakesNone: boolean;
  readonly found: RankedPattern[];
}

function collect(node: Node, walk: Walk): void {
  const { segments, at, takesEmpty, greedyTakesNone, found } = walk;
  const text = segments[at];
  if (text !== undefined || greedyTakesNone) found.push(...node.greedy);
  if (text === undefined) {
    found.push(...node.ends);
    return;
  }
  const further = { ...walk, at: at + 1 };
  const literal = node.literals.get(text);
  if (literal) collect(literal, further);
  if (node.parameter && (text !== '' || takesEmpty)) collect(node.parameter, further);
}
