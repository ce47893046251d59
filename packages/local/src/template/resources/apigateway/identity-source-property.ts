import { identitySourceFinding } from '../../../model/index.ts';
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
    const allowed = '$request.header.<name>, $request.querystring.<name>, $context.<variable>, $stageVariables.<name>';
    properties.fault(`IdentitySource[${index}]`, identitySourceFinding(source, allowed));
  }
  return sources;
}

/** Where a JWT authorizer takes the token from: one header or query parameter. */
export function readTokenSource(properties: PropertyReader): string {
  const sources = properties.strings('IdentitySource');
  const [source = ''] = sources;
  if (sources.length === 1 && tokenSource.test(source)) return source;
  const allowed = 'exactly one of $request.header.<name>, $request.querystring.<name> for a JWT authorizer';
  properties.fault('IdentitySource', identitySourceFinding(sources.join(', ') || 'none', allowed));
  return source;
}
