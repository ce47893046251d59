import type { Finding } from '../../model/index.ts';

const elsewhere = 'Keep the resource in a stack that is not run locally, or leave it out of this one.';

/**
 * Types that change who gets in or what is served, by the beginning of their name, first match first. A type that is
 * neither known nor here serves no request of an HTTP API and is only listed.
 */
const refusals: readonly (readonly [prefix: string, family: string, remedy: string])[] = [
  ['AWS::ApiGatewayV2::', 'this part of API Gateway', elsewhere],
  ['AWS::ApiGateway::', 'REST APIs', 'Use an HTTP API (AWS::ApiGatewayV2::Api).'],
  ['AWS::Lambda::Url', 'function URLs', 'Reach the function through a route of the API.'],
  ['AWS::Lambda::', 'this part of Lambda', elsewhere],
  ['AWS::WAFv2::WebACLAssociation', 'web ACLs', elsewhere],
  ['AWS::WAFRegional::WebACLAssociation', 'web ACLs', elsewhere],
  ['AWS::Serverless::Api', 'REST APIs', 'Use an HTTP API (AWS::Serverless::HttpApi).'],
  ['AWS::Serverless::', 'this part of SAM', 'Use functions, layers, HTTP APIs, simple tables and applications.'],
  ['AWS::CloudFormation::Macro', 'macros', 'Synthesize plain CloudFormation resources.'],
];

/**
 * Types of those families that serve no request by themselves. `AWS::ApiGateway::Account` sets where the account logs. A
 * route that goes through a version or an alias is refused where it says so.
 */
const exempt: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Account',
  'AWS::Lambda::Alias',
  'AWS::Lambda::CodeSigningConfig',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::LayerVersionPermission',
  'AWS::Lambda::Version',
]);

/** The refusal of a type that is not modelled; `undefined` when it is only left alone. */
export function typeRefusal(type: string): Finding | undefined {
  const match = exempt.has(type) ? undefined : refusals.find(([prefix]) => type.startsWith(prefix));
  if (match === undefined) return undefined;
  const [, family, remedy] = match;
  const what = `${type} is not supported: the local platform does not run ${family}`;
  return { rule: 'resource-type', what, remedy };
}
