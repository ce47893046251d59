import { identitySourceFinding, RefusedValueError } from '../../model/index.ts';
import { queryPairs } from '../../runtime/index.ts';
import { requestVariable, requestVariableNames } from '../request/context-variables.ts';
import type { RoutedRequest } from '../request/routed-request.ts';
import type { Settings } from '../settings.ts';

/** An identity source expression, taken apart. */
export interface IdentitySource {
  /** As configured. */
  readonly expression: string;
  readonly kind: 'header' | 'querystring' | 'context' | 'stageVariables';
  readonly name: string;
}

const prefixes = {
  '$request.header.': 'header',
  '$request.querystring.': 'querystring',
  '$context.': 'context',
  '$stageVariables.': 'stageVariables',
} as const;

/**
 * Reads an identity source expression.
 *
 * @throws RefusedValueError for another form, and for a `$context` variable that is unknown before authorization
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function parseIdentitySource(expression: string): IdentitySource {
  for (const [prefix, kind] of Object.entries(prefixes)) {
    const name = expression.slice(prefix.length);
    if (!expression.startsWith(prefix) || name === '' || /\s/.test(name)) continue;
    if (kind !== 'context' || requestVariableNames.includes(name)) return { expression, kind, name };
  }
  const contexts = requestVariableNames.map((name) => `$context.${name}`).join(', ');
  const allowed = `$request.header.<name>, $request.querystring.<name>, $stageVariables.<name>, ${contexts}`;
  throw new RefusedValueError(identitySourceFinding(expression, allowed));
}

/**
 * The values of all sources in order, or the first source that is missing or empty. Presence is all that is checked.
 * Headers are looked up by any case, and `cookie` as sent; query names are case-sensitive; repeats are comma-joined.
 */
export function resolveIdentitySources(
  sources: readonly IdentitySource[],
  routed: RoutedRequest,
  { cookieIdentitySource }: Pick<Settings, 'cookieIdentitySource'>,
): { readonly values: readonly string[] } | { readonly missing: IdentitySource } {
  const values: string[] = [];
  for (const source of sources) {
    const isHidden = cookieIdentitySource === 'missing' && isCookie(source);
    const value = isHidden ? undefined : resolve(source, routed);
    if (!value) return { missing: source };
    values.push(value);
  }
  return { values };
}

const isCookie = ({ kind, name }: IdentitySource): boolean => kind === 'header' && name.toLowerCase() === 'cookie';

function resolve({ kind, name }: IdentitySource, routed: RoutedRequest): string | undefined {
  switch (kind) {
    case 'header':
      return routed.headers.get(name.toLowerCase());
    case 'querystring':
      return queryPairs(routed.rawQueryString)
        .filter(([candidate]) => candidate === name)
        .map(([, value]) => value)
        .join(',');
    case 'context':
      return requestVariable(name, routed);
    case 'stageVariables':
      return Object.hasOwn(routed.stage.variables, name) ? routed.stage.variables[name] : undefined;
  }
}
