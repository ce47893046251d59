import { RefusedValueError } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';

/** Where a mapped value comes from. */
export type Selector =
  | { readonly from: 'header' | 'querystring' | 'path-parameter' | 'context' | 'stageVariables'; readonly name: string }
  | { readonly from: 'path' }
  | { readonly from: 'body' /** Members and positions; empty: the whole body. */; readonly steps: readonly string[] };

/** A mapping's source: literal text and selectors in turn. */
export type MappingSource = readonly (string | Selector)[];

export type MappingSide = 'request' | 'response';

const sides = {
  request:
    '$request.header.<name>, $request.querystring.<name>, $request.body.<path>, $request.path, $request.path.<name>',
  response: '$response.header.<name>, $response.body.<path>',
};

/**
 * Reads a source: one selector (`$request.header.x`), text with selectors in it (`a ${context.requestId}`), or plain text.
 *
 * @throws RefusedValueError for a selector that is not documented for the side, or a JSON path beyond members and positions
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function parseMappingSource(source: string, side: MappingSide): MappingSource {
  if (/^\$[a-zA-Z]/.test(source)) return [parseSelector(source.slice(1), side)];
  const parts: (string | Selector)[] = [];
  let end = 0;
  for (const match of source.matchAll(/\$\{([^}]*)\}/g)) {
    parts.push(source.slice(end, match.index), parseSelector(match[1] ?? '', side));
    end = match.index + match[0].length;
  }
  return [...parts, source.slice(end)].filter((part) => part !== '');
}

function parseSelector(text: string, side: MappingSide): Selector {
  const [head = '', second = ''] = text.split('.');
  const rest = text.slice(head.length + second.length + 2);
  if ((head === 'context' || head === 'stageVariables') && second !== '') {
    return { from: head, name: text.slice(head.length + 1) };
  }
  if (head === side) {
    if (second === 'header' && rest !== '') return { from: 'header', name: rest.toLowerCase() };
    if (second === 'body') return { from: 'body', steps: parseJsonPath(rest) };
    if (side === 'request' && second === 'path')
      return rest === '' ? { from: 'path' } : { from: 'path-parameter', name: rest };
    if (side === 'request' && second === 'querystring' && rest !== '') return { from: 'querystring', name: rest };
  }
  throw new RefusedValueError({
    rule: 'mapping-source',
    what: `The mapping source ${quote(text)} is not supported`,
    allowed: `${sides[side]}, $context.<variable>, $stageVariables.<name>, plain text`,
    remedy: 'Use one of these forms.',
  });
}

function parseJsonPath(path: string): readonly string[] {
  if (path === '') return [];
  if (!/^[A-Za-z0-9_-]+(?:\[\d+\])*(?:\.[A-Za-z0-9_-]+(?:\[\d+\])*)*$/.test(path)) {
    throw new RefusedValueError({
      rule: 'mapping-json-path',
      what: `The JSON path ${quote(path)} is not supported`,
      allowed: 'member names and [positions]',
      remedy: 'Name the member by its path.',
    });
  }
  return path.split(/[.[\]]+/).filter((step) => step !== '');
}
