import { type Refusal, refuse } from '../respond/refusal.ts';
import type { Settings } from '../settings.ts';

/** A request target, split: the path as functions see it, the query as it was sent. */
export interface Target {
  /** Percent-decoded; `//`, `.` and `..` stay unless a setting resolves them. Still carries a named stage. */
  readonly rawPath: string;
  /** As sent, still percent-encoded. */
  readonly encodedPath: string;
  /** Without the `?`; empty when there is none. */
  readonly rawQueryString: string;
}

/**
 * Splits and decodes the request target before anything is routed, so that `%2F` separates segments as `/` does.
 * Refused with 400: a target that is not a path (`*`, an authority), one with a fragment, and, unless a setting keeps
 * them, a path whose escapes are broken or no UTF-8 (AWS's answer to those is not known).
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 * @see RFC 9112 section 3.2
 */
export function decodeTarget(target: string, settings: Settings): Target | Refusal {
  const originForm = target.replace(/^https?:\/\/[^/?#]*/i, '');
  if (!originForm.startsWith('/')) return refuse('bad-request', 'the request target is not a path');
  if (originForm.includes('#')) return refuse('bad-request', 'the request target has a fragment');
  const queryAt = originForm.indexOf('?');
  const encodedPath = queryAt < 0 ? originForm : originForm.slice(0, queryAt);
  const rawQueryString = queryAt < 0 ? '' : originForm.slice(queryAt + 1);
  const decoded = decode(encodedPath) ?? (settings.brokenPathEscapes === 'kept' ? decodeWhole(encodedPath) : undefined);
  if (decoded === undefined) return refuse('bad-request', 'the path is not percent-encoded UTF-8');
  const rawPath = settings.decodedQuestionMark === 'kept' ? decoded : cutAt(decoded, '?');
  return {
    rawPath: settings.pathSegments === 'as-sent' ? rawPath : normalise(rawPath),
    encodedPath,
    rawQueryString,
  };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Only the runs of escapes that are whole and UTF-8. */
const decodeWhole = (path: string): string => path.replace(/(?:%[0-9a-f]{2})+/gi, (run) => decode(run) ?? run);

/** @see RFC 3986 section 5.2.4, after `//` became `/` */
function normalise(path: string): string {
  const kept: string[] = [];
  const segments = path.slice(1).split('/');
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  const isOpen = ['', '.', '..'].includes(segments.at(-1) ?? '') && kept.length > 0;
  return `/${kept.join('/')}${isOpen ? '/' : ''}`;
}

function cutAt(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(0, at);
}
