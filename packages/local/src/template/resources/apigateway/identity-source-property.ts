import type { PropertyReader } from '../../properties/property-reader.ts';

const tokenPattern = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const requestExpression = `request\\.header\\.${tokenPattern}|request\\.querystring\\.\\S+`;
const anySource = new RegExp(
  `^\\$(?:${requestExpression}|context\\.[A-Za-z][A-Za-z0-9_.]*|stageVariables\\.[A-Za-z0-9_]+)$`,
);
const tokenSource = new RegExp(`^\\$(?:${requestExpression})$`);

/** The identity sources of a REQUEST authorizer: none or more. */
export function readIdentitySources(properties: PropertyReader): readonly string[] {
  const sources = properties.strings('IdentitySource');
  for (const [index, source] of sources.entries()) {
    if (anySource.test(source)) continue;
    properties.fault(
      `IdentitySource[${index}]`,
      `Invalid identity source expression: ${source}`,
      'Use $request.header.<name>, $request.querystring.<name>, $context.<variable> or $stageVariables.<name>.',
    );
  }
  return sources;
}

/** Where a JWT authorizer takes the token from: one header or query parameter. */
export function readTokenSource(properties: PropertyReader): string {
  const sources = properties.strings('IdentitySource');
  const [source = ''] = sources;
  if (sources.length === 1 && tokenSource.test(source)) return source;
  const reason = `Invalid identity source expression: ${sources.join(', ') || 'none'} (a JWT authorizer takes exactly one)`;
  properties.fault('IdentitySource', reason, 'Use $request.header.<name> or $request.querystring.<name>.');
  return source;
}
