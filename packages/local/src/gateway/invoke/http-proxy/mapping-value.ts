import { parseJson } from '../../../runtime/index.ts';
import { requestVariable } from '../../request/context-variables.ts';
import { joinedQuery } from '../../request/query.ts';
import type { RoutedRequest } from '../../request/routed-request.ts';
import type { MappingSource, Selector } from './mapping-source.ts';

/** Bytes of a body that a JSON path looks at; what is longer is cut, and then seldom JSON. */
const jsonLimitBytes = 100 * 1024;

/** What selectors look at: the request, and the message whose headers and body are meant. */
export interface MappingInput {
  readonly routed: RoutedRequest;
  /** `$context` variables from the authorizer. */
  readonly variables: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/**
 * The value of a mapping's source. `undefined` when its only selector finds nothing; inside a text what is not found is
 * empty.
 */
export function mappingValue(source: MappingSource, input: MappingInput): string | undefined {
  const [only] = source;
  if (source.length === 1 && only !== undefined && typeof only !== 'string') return select(only, input);
  return source.map((part) => (typeof part === 'string' ? part : (select(part, input) ?? ''))).join('');
}

function select(selector: Selector, { routed, variables, headers, body }: MappingInput): string | undefined {
  switch (selector.from) {
    case 'header':
      return headers.get(selector.name);
    case 'querystring':
      return joinedQuery(routed.rawQueryString).get(selector.name);
    case 'path':
      return routed.routePath;
    case 'path-parameter':
      return routed.pathParameters.get(selector.name);
    case 'stageVariables':
      return own(routed.stage.variables, selector.name);
    case 'context':
      return contextValue(selector.name, routed, variables);
    case 'body':
      return selector.steps.length === 0 ? Buffer.from(body).toString() : jsonValue(body, selector.steps);
  }
}

function contextValue(name: string, routed: RoutedRequest, variables: Readonly<Record<string, string>>) {
  return requestVariable(name, routed) ?? own(variables, name);
}

function jsonValue(body: Uint8Array, steps: readonly string[]): string | undefined {
  let value = parseJson(Buffer.from(body.subarray(0, jsonLimitBytes)).toString());
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const own = (record: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
