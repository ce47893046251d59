import type { AccessTable } from '../decision/access-table.ts';
import { advance, anySegment, type Pattern } from './path-pattern.ts';
import { type Denial, isTokenRoute, type MethodPlan, type PlannedRoute } from './policy-plan.ts';
import { byPrecedence, tiebreaks } from './route-selection.ts';
import { type CanPart, createCanPart, isOpenRule } from './rule-logic.ts';

/** Two routes that no policy tells apart for every token. */
export interface Overlap {
  /** Keys of the route that a token may open and of the one that it may not. */
  readonly routes: readonly [string, string];
  /** A request that would get the wrong answer, or, for `too-many-cases`, one that was not looked at. */
  readonly example: string;
  /**
   * `opens`: allowing the first opens requests to the second; `closes`: denying the second closes requests to the first;
   * `too-many-cases`: the proof was given up.
   */
  readonly kind: 'opens' | 'closes' | 'too-many-cases';
}

/**
 * Compares the policies of a table, for every token there can be, with the decision route by route, and gives the pairs
 * of routes where the two differ. An empty list means that they agree for every request to a route that is not `open()`,
 * whichever way AWS decides what it does not document about choosing a route.
 *
 * Exact: it walks through all paths, and treats as one all those that neither a template nor a pattern tells apart.
 *
 * Not proved: that the gateway's `routeArn` holds the decoded path, as it does where it was observed.
 *
 * @param mostCases kinds of paths looked at per method before the proof is given up
 */
export function provePolicies(
  plans: readonly MethodPlan[],
  table: Pick<AccessTable, 'scopes'>,
  mostCases = 10_000,
): Overlap[] {
  const canPart = createCanPart(table);
  const found = new Map<string, Overlap>();
  for (const plan of plans) {
    for (const overlap of proveMethod(plan, { canPart, mostCases })) {
      const key = JSON.stringify(overlap.routes);
      if (!found.has(key)) found.set(key, overlap);
    }
  }
  return [...found.values()];
}

/** What a path matches: templates of routes, and the patterns of Allows and Denies. */
interface Matched {
  readonly loose: ReadonlySet<PlannedRoute>;
  readonly strict: ReadonlySet<PlannedRoute>;
  readonly allows: readonly PlannedRoute[];
  readonly denies: readonly Denial[];
}

interface ProofOptions {
  readonly canPart: CanPart;
  readonly mostCases: number;
}

function* proveMethod(plan: MethodPlan, { canPart, mostCases }: ProofOptions): Generator<Overlap> {
  const orders = tiebreaks.map((tiebreak) => ({ tiebreak, routes: byPrecedence(plan.routes, tiebreak) }));
  for (const { path, matched, last } of walk(plan, mostCases)) {
    const served = orders.map(({ tiebreak, routes }) =>
      routes.find((route) => (tiebreak.emptyParameters ? matched.loose : matched.strict).has(route)),
    );
    const example = `${plan.method} /${path.join('/')}`;
    for (const route of new Set(served)) {
      if (route === undefined || isOpenRule(route.rule)) continue;
      yield* wrongAnswers(route, matched, canPart).map((wrong) => ({ ...wrong, example }));
    }
    if (last) yield { kind: 'too-many-cases', example, routes: crowded(matched) };
  }
}

/** What would go wrong with requests to a route, for some token. */
function wrongAnswers(route: PlannedRoute, { allows, denies }: Matched, canPart: CanPart): Omit<Overlap, 'example'>[] {
  const closed = denies
    .filter(() => isTokenRoute(route))
    .filter(({ allowed, denied }) => allowed.some(({ rule }) => canPart([route.rule, rule], denied.rule)))
    .map(({ denied }) => ({ kind: 'closes' as const, routes: [route.routeKey, denied.routeKey] as const }));
  const opened = allows
    .filter((other) => other !== route && canPart([other.rule], route.rule))
    .filter((other) => !denies.some(({ allowed, denied }) => denied === route && allowed.includes(other)))
    .map((other) => ({ kind: 'opens' as const, routes: [other.routeKey, route.routeKey] as const }));
  return [...closed, ...opened];
}

function crowded({ loose, allows }: Matched): readonly [string, string] {
  const [first, second] = new Set([...allows, ...loose]);
  return [first?.routeKey ?? '', second?.routeKey ?? first?.routeKey ?? ''];
}

interface Track {
  readonly pattern: Pattern;
  readonly role:
    | { readonly kind: 'loose' | 'strict' | 'allow'; readonly route: PlannedRoute }
    | { readonly kind: 'deny'; readonly denial: Denial };
}

/** Where each track can be; tracks that cannot match any more are left out. */
type Places = ReadonlyMap<Track, ReadonlySet<number>>;

interface Case {
  readonly path: readonly string[];
  readonly matched: Matched;
  /** Whether the walk ends here although there is more. */
  readonly last: boolean;
}

/** Every path that some route could match, each kind once, short ones first. */
function* walk(plan: MethodPlan, mostCases: number): Generator<Case> {
  const tracks = toTracks(plan);
  const numbers = new Map(tracks.map((track, at) => [track, at]));
  const seen = new Set<string>();
  const open: { path: readonly string[]; places: Places }[] = [
    { path: [], places: new Map(tracks.map((track) => [track, new Set([0])])) },
  ];
  for (const { path, places } of open) {
    for (const segment of telling(places)) {
      const next = follow(places, segment);
      const key = [...next].map(([track, at]) => `${numbers.get(track)}:${[...at].sort().join('.')}`).join(' ');
      if (seen.has(key) || !hasTemplate(next)) continue;
      seen.add(key);
      const last = seen.size >= mostCases;
      yield { path: [...path, segment], matched: toMatched(next), last };
      if (last) return;
      open.push({ path: [...path, segment], places: next });
    }
  }
}

const toTracks = ({ routes, denials }: MethodPlan): Track[] => [
  ...routes.flatMap((route): Track[] => [
    { pattern: route.loose, role: { kind: 'loose', route } },
    { pattern: route.strict, role: { kind: 'strict', route } },
    ...(isTokenRoute(route) ? [{ pattern: route.wildcards, role: { kind: 'allow', route } } as const] : []),
  ]),
  ...denials.map((denial): Track => ({ pattern: denial.pattern, role: { kind: 'deny', denial } })),
];

/** The segments that make a difference next: the literals that are waited for, none, and any other. */
function telling(places: Places): Set<string> {
  const segments = new Set(['', anySegment]);
  for (const [{ pattern }, at] of places) {
    for (const place of at) {
      const part = pattern[place];
      if (part?.kind === 'literal') segments.add(part.text);
    }
  }
  return segments;
}

function follow(places: Places, segment: string): Places {
  const next = new Map<Track, ReadonlySet<number>>();
  for (const [track, at] of places) {
    const reached = advance(track.pattern, at, segment);
    if (reached.size > 0) next.set(track, reached);
  }
  return next;
}

const hasTemplate = (places: Places): boolean => [...places.keys()].some(({ role }) => role.kind === 'loose');

function toMatched(places: Places): Matched {
  const roles = [...places].filter(([{ pattern }, at]) => at.has(pattern.length)).map(([{ role }]) => role);
  const routes = (kind: 'loose' | 'strict' | 'allow') =>
    roles.flatMap((role) => (role.kind === kind ? [role.route] : []));
  return {
    loose: new Set(routes('loose')),
    strict: new Set(routes('strict')),
    allows: routes('allow'),
    denies: roles.flatMap((role) => (role.kind === 'deny' ? [role.denial] : [])),
  };
}
