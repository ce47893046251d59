import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRouteIndex, type PathMatching } from '../../../src/gateway/routing/route-index.ts';
import { parseRoutePattern, type Segment } from '../../../src/gateway/routing/route-pattern.ts';
import { route } from '../unit/support.ts';

/** Whether a template fits a path, one segment after the other, as the documentation tells it. */
function fits(template: readonly Segment[], path: readonly string[], matching: PathMatching): boolean {
  const [segment, ...templateRest] = template;
  const [text, ...pathRest] = path;
  if (segment === undefined) return text === undefined;
  if (segment.kind === 'greedy') return text !== undefined || matching.greedyMatchesParent;
  if (text === undefined) return false;
  if (segment.kind === 'literal') return isSame(segment.text, text, matching) && fits(templateRest, pathRest, matching);
  return text !== '' && fits(templateRest, pathRest, matching);
}

const isSame = (a: string, b: string, { routeCase }: PathMatching): boolean =>
  routeCase === 'insensitive' ? a.toLowerCase() === b.toLowerCase() : a === b;

const text = fc.constantFrom('a', 'b', 'A', 'ab');
const template = fc
  .tuple(fc.array(fc.oneof(text, fc.constantFrom('{x}', '{y}')), { maxLength: 4 }), fc.constantFrom('', '{rest+}'))
  .map(([segments, greedy]) => `/${[...segments, ...(greedy ? [greedy] : [])].join('/')}`);
const matching = fc.record({
  parameterMatchesEmptySegment: fc.constant(false),
  routeCase: fc.constantFrom('sensitive' as const, 'insensitive' as const),
  greedyMatchesParent: fc.boolean(),
});

describe('the route index', () => {
  it('finds the templates that fit a path, and no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(template, { maxLength: 12 }),
        fc.array(fc.oneof(text, fc.constant('')), { minLength: 1, maxLength: 5 }),
        matching,
        (templates, path, settings) => {
          const patterns = templates.map((path) => parseRoutePattern(route(`GET ${path}`)));
          const found = createRouteIndex(patterns, settings).find(path);
          const expected = patterns.flatMap((pattern, rank) =>
            fits(pattern.segments, path, settings) ? [{ pattern, rank }] : [],
          );
          expect([...found].sort((a, b) => a.rank - b.rank)).toEqual(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
