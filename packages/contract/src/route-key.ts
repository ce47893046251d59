/** Methods of an HTTP API route; `ANY` is every method that has no route of its own. */
export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'] as const;
export type Method = (typeof methods)[number];

/** The parameter names in a route key, as a union: `PathParameter<'GET /orders/{id}'>` is `'id'`. */
export type PathParameter<Key extends string> = Key extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Greedy}+` ? Greedy : Name) | PathParameter<Rest>
  : never;

export type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'greedy'; readonly name: string };

export interface RouteKeyParts {
  /** `undefined` for `$default`. */
  readonly method: Method | undefined;
  /** The template; `undefined` for `$default`. */
  readonly path: string | undefined;
  readonly segments: readonly Segment[];
  /** Parameter names in order. */
  readonly parameters: readonly string[];
}

export type ParsedRouteKey =
  | { readonly ok: true; readonly parts: RouteKeyParts }
  | { readonly ok: false; readonly problems: readonly string[] };

// RFC 3986 §3.3 pchar without percent escapes (routes match decoded paths), `*` and `$`: IAM reads `*` and `?` as
// wildcards and `${` as a variable.
const literal = /^[A-Za-z0-9\-._~!&'()+,;=:@]+$/;
const parameter = /^\{([A-Za-z][A-Za-z0-9_]*)(\+?)\}$/;

/**
 * Reads `METHOD /path/{name}/{rest+}` or `$default`.
 *
 * Narrower than API Gateway on purpose: no empty or dot segments, no percent escapes, no `*`, `?` or `$`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function parseRouteKey(key: string): ParsedRouteKey {
  if (key === '$default')
    return { ok: true, parts: { method: undefined, path: undefined, segments: [], parameters: [] } };
  const space = key.indexOf(' ');
  const method = methods.find((known) => known === key.slice(0, space));
  const path = key.slice(space + 1);
  if (space < 0 || method === undefined) {
    return { ok: false, problems: [`expected "METHOD /path" with one of ${methods.join(', ')}, or "$default"`] };
  }
  return parsePath(method, path);
}

function parsePath(method: Method, path: string): ParsedRouteKey {
  if (!path.startsWith('/')) return { ok: false, problems: ['the path must start with "/"'] };
  if (path === '/') return { ok: true, parts: { method, path, segments: [], parameters: [] } };
  const texts = path.slice(1).split('/');
  const segments: Segment[] = [];
  const problems: string[] = [];
  texts.forEach((text, index) => {
    const segment = parseSegment(text, index === texts.length - 1);
    if (typeof segment === 'string') problems.push(segment);
    else segments.push(segment);
  });
  const parameters = segments.flatMap((segment) => (segment.kind === 'literal' ? [] : [segment.name]));
  for (const name of repeated(parameters)) problems.push(`parameter {${name}} appears twice`);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, parts: { method, path, segments, parameters } };
}

function parseSegment(text: string, last: boolean): Segment | string {
  if (text === '') return last ? 'the path must not end in "/"' : 'empty segment "//"';
  if (text === '.' || text === '..') return `dot segment "${text}"`;
  const [, name, plus] = parameter.exec(text) ?? [];
  if (name !== undefined) {
    if (plus !== '+') return { kind: 'parameter', name };
    return last ? { kind: 'greedy', name } : `greedy parameter {${name}+} must be the last segment`;
  }
  if (literal.test(text)) return { kind: 'literal', text };
  return `segment "${text}" must be {name}, {name+} or letters, digits and -._~!&'()+,;=:@ (no *, ?, $, %)`;
}

const repeated = (names: readonly string[]): string[] =>
  names.filter((name, index) => names.indexOf(name) === index && names.lastIndexOf(name) !== index);

/** The path with its parameter names left out: two keys of one shape match the same requests. */
export function pathShape(parts: RouteKeyParts): string {
  const shown = parts.segments.map((segment) => {
    if (segment.kind === 'literal') return segment.text;
    return segment.kind === 'greedy' ? '{+}' : '{}';
  });
  return parts.path === undefined ? '$default' : `/${shown.join('/')}`;
}
