import type { Finding } from '../../../model/index.ts';

const methods = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY';
const keyPattern = new RegExp(`^(?:${methods}) (/.*)$`);
const segmentPattern = /^(?:[^\s{}]+|\{[^\s{}/+]+\})$/;
const lastSegment = /^(?:[^\s{}]+|\{[^\s{}/+]+\+?\})$/;

/**
 * What is wrong with the form of an HTTP API's route key, in API Gateway's words where it has any. Well formed are
 * `$default` and `METHOD /path`: `{name}` for one segment, `{name+}` only in the last, no trailing slash.
 * @returns `undefined` when it is right
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeKeyFinding(routeKey: string): Finding | undefined {
  if (routeKey === '$default') return undefined;
  const path = keyPattern.exec(routeKey)?.[1];
  if (path === undefined) return malformed;
  if (path === '/') return undefined;
  if (path.endsWith('/')) return trailingSlash;
  const segments = path.slice(1).split('/');
  const wellFormed = segments.every((segment, index) =>
    (index === segments.length - 1 ? lastSegment : segmentPattern).test(segment),
  );
  if (!wellFormed) return malformed;
  const names = segments.filter((segment) => segment.startsWith('{')).map((segment) => segment.replace('+', ''));
  return new Set(names).size === names.length ? undefined : repeatedName;
}

/** The key with parameter names taken out: two keys of one shape match the same requests. */
export const routeKeyShape = (routeKey: string): string =>
  routeKey.replaceAll(/\{[^}]*\+\}/g, '{+}').replaceAll(/\{[^}+]*\}/g, '{}');

const malformed: Finding = {
  rule: 'route-key-format',
  what:
    'The provided route key is not formatted properly for HTTP protocol. ' +
    'Format should be "[HTTP METHOD] /[RESOURCE PATH]" or "$default"',
  remedy: `Use one of ${methods.replaceAll('|', ', ')} in capitals, then a path of literals, {name}, and {name+} at the end.`,
};

const trailingSlash: Finding = {
  rule: 'route-key-trailing-slash',
  what: 'The path of a route key must not end in a slash',
  remedy: 'Remove the slash; only the root path "/" may end in one.',
};

const repeatedName: Finding = {
  rule: 'route-key-repeated-parameter',
  what: 'A path parameter occurs twice in the route key',
  remedy: 'Give each parameter of the path its own name.',
};
