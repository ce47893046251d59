import type { RouteKeyParts } from '../route-key.ts';

/** A part of a path template or of a policy's pattern, in whole segments. */
export type Part =
  | { readonly kind: 'literal'; readonly text: string }
  /** Exactly one segment; whether an empty one counts is not documented. */
  | { readonly kind: 'one'; readonly mayBeEmpty: boolean }
  /** One segment or more: a greedy parameter, and `*` of IAM, which crosses slashes. */
  | { readonly kind: 'some' };

export type Pattern = readonly Part[];

/** A path's segments: `/a//b` is `a`, an empty one, `b`; `/` is one empty segment. */
export type Segments = readonly string[];

const some: Part = { kind: 'some' };

/** A segment that no literal of a route key can be: it stands for all that no route names. */
export const anySegment = '*';

/** The template of a route key. `/{id}` never matches the root path. */
export function toTemplate({ path, segments }: RouteKeyParts, emptyParameters: boolean): Pattern {
  if (path === undefined) return [some];
  if (segments.length === 0) return [{ kind: 'literal', text: '' }];
  const mayBeEmpty = emptyParameters && segments.length > 1;
  return segments.map((segment) => {
    if (segment.kind === 'literal') return { kind: 'literal', text: segment.text };
    return segment.kind === 'greedy' ? some : { kind: 'one', mayBeEmpty };
  });
}

/** What IAM can say of a template: every parameter is a `*`. */
export const toWildcards = (template: Pattern): Pattern =>
  template.map((part) => (part.kind === 'literal' ? part : some));

export const isGreedy = (template: Pattern): boolean => template.at(-1)?.kind === 'some';

export const patternText = (pattern: Pattern): string =>
  pattern.map((part) => (part.kind === 'literal' ? part.text : '*')).join('/');

const accepts = (part: Part, segment: string): boolean =>
  part.kind === 'literal' ? part.text === segment : part.kind === 'some' || part.mayBeEmpty || segment !== '';

/** The places a pattern can have got to with one segment more; its length among them: it matches so far. */
export function advance(pattern: Pattern, places: Iterable<number>, segment: string): Set<number> {
  const next = new Set<number>();
  for (const place of places) {
    const part = pattern[place];
    if (part === undefined || !accepts(part, segment)) continue;
    next.add(place + 1);
    if (part.kind === 'some') next.add(place);
  }
  return next;
}

export const matches = (pattern: Pattern, path: Segments): boolean =>
  path.reduce((places, segment) => advance(pattern, places, segment), new Set([0])).has(pattern.length);

/**
 * Paths of which the first stands for all that a pattern without `some` matches: where a parameter stands, a segment
 * that no route names. A route that matches it matches all of them. With `some`, one path for each length up to `most`.
 */
export function genericPaths(pattern: Pattern, most: number): string[][] {
  const lengths = pattern.some(({ kind }) => kind === 'some') ? Array.from({ length: most }, (_, at) => at + 1) : [1];
  return lengths.map((length) =>
    pattern.flatMap((part) => {
      if (part.kind === 'literal') return [part.text];
      return Array.from({ length: part.kind === 'some' ? length : 1 }, () => anySegment);
    }),
  );
}

/** The patterns that together match what `wildcards` and `template` both match, and longer paths of their shape. */
export function intersect(wildcards: Pattern, template: Pattern): Pattern[] {
  const [wild, ...wilds] = wildcards;
  const [part, ...parts] = template;
  if (wild === undefined || part === undefined) return wildcards.length === template.length ? [[]] : [];
  if (part.kind === 'some') return [wildcards];
  if (wild.kind === 'literal') return accepts(part, wild.text) ? prefixed(wild, intersect(wilds, parts)) : [];
  // The wildcard ends with this segment, or goes on.
  const head = part.kind === 'literal' ? part : some;
  return prefixed(head, [...intersect(wilds, parts), ...intersect(wildcards, parts)]);
}

const prefixed = (part: Part, rests: readonly Pattern[]): Pattern[] => rests.map((rest) => [part, ...rest]);

/** What a pattern of wildcards matches beyond paths of its own length: each time one wildcard takes a segment more. */
export const longer = (wildcards: Pattern): Pattern[] =>
  wildcards.flatMap((part, at) => (part.kind === 'some' ? [wildcards.toSpliced(at, 0, some)] : []));
