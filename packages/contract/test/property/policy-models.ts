import type { AccessRule } from '../../src/index.ts';

// Independent of the code under test, on purpose: characters instead of segments, regular expressions instead of places.

/** A route table as a reader of AWS's documentation would write it down. */
export interface ModelRoute {
  readonly routeKey: string;
  readonly access: AccessRule;
}

export interface ModelTiebreak {
  readonly emptyParameters: boolean;
  readonly pathFirst: boolean;
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The route that serves a method and a decoded path. */
export function modelRoute(
  routes: readonly ModelRoute[],
  { method, path }: { readonly method: string; readonly path: string },
  { emptyParameters, pathFirst }: ModelTiebreak,
): ModelRoute | undefined {
  const ranked = routes.map((route) => {
    const [verb = '', template = ''] = route.routeKey.split(' ');
    const one = emptyParameters && template.split('/').length > 2 ? '[^/]*' : '[^/]+';
    const expression = template
      .split('/')
      .map((part) => (/^\{.*\+\}$/.test(part) ? '.*' : /^\{/.test(part) ? one : quoted(part)))
      .join('/');
    const shape = template.split('/').map((part) => (/^\{.*\+\}$/.test(part) ? 'c' : /^\{/.test(part) ? 'b' : 'a'));
    const isDefault = route.routeKey === '$default';
    const fits = isDefault || ((verb === method || verb === 'ANY') && new RegExp(`^${expression}$`, 's').test(path));
    const kind = isDefault ? '2' : shape.at(-1) === 'c' ? '1' : '0';
    const verbRank = verb === 'ANY' ? '1' : '0';
    // A path of equal shape that is longer comes first; `d` sorts behind every part.
    const pathRank = `${shape.join('')}d`;
    return { route, fits, rank: kind + (pathFirst ? pathRank + verbRank : verbRank + pathRank) };
  });
  return ranked.filter(({ fits }) => fits).sort((a, b) => (a.rank < b.rank ? -1 : 1))[0]?.route;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string;
  readonly Resource: readonly string[];
}

/** IAM: an explicit Deny wins, then an Allow, then nothing. `*` is any run of characters, `?` any one. */
export function modelIam(statements: readonly Statement[], arn: string): boolean {
  const like = (pattern: string): boolean => {
    const expression = [...pattern].map((char) => (char === '*' ? '.*' : char === '?' ? '.' : quoted(char))).join('');
    return new RegExp(`^${expression}$`, 's').test(arn);
  };
  const hit = (effect: string) => statements.some((one) => one.Effect === effect && one.Resource.some(like));
  return hit('Allow') && !hit('Deny');
}
