import type { AnyApi, Route } from '@scopegate/contract';

type Segment = Route['parts']['segments'][number];

/**
 * The route that answers a request: the most specific path first (literal, parameter, greedy, from the left), its own
 * method before `ANY`, and `$default` last. For paths without percent escapes.
 *
 * @param path starts with `/`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function selectRoute(api: AnyApi, method: string, path: string): Route | undefined {
  const texts = path === '/' ? [] : path.slice(1).split('/');
  const candidates = Object.values(api.routes).filter(
    ({ parts }) =>
      parts.path === undefined ||
      ((parts.method === method || parts.method === 'ANY') && matches(parts.segments, texts)),
  );
  return candidates.sort((one, other) => compare(rankOf(one), rankOf(other)))[0];
}

function matches(segments: readonly Segment[], texts: readonly string[]): boolean {
  const last = segments.at(-1);
  const fits = last?.kind === 'greedy' ? texts.length >= segments.length : texts.length === segments.length;
  return fits && segments.every((segment, index) => segment.kind !== 'literal' || segment.text === texts[index]);
}

const kindRank = { literal: 0, parameter: 1, greedy: 2 } as const;

function rankOf({ parts }: Route): number[] {
  if (parts.path === undefined) return [3];
  return [...parts.segments.map(({ kind }) => kindRank[kind]), parts.method === 'ANY' ? 1 : 0];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((rank, index) => rank !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}
