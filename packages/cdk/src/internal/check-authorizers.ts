import { fault, type SynthFault } from '../fault.ts';
import { readLiteral } from './read-text.ts';
import { type FoundResource, resourcesOf, shown, type Template } from './template.ts';

/** Authorizers whose cached verdict for one route would be used for all. */
export const checkAuthorizers = (template: Template): SynthFault[] =>
  resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer')
    .filter(sharesVerdicts)
    .map(({ logicalId, properties }) =>
      fault(
        'cache-without-route-key',
        logicalId,
        `TTL ${shown(properties['AuthorizerResultTtlInSeconds'])}, identity sources ${shown(properties['IdentitySource'])}`,
      ),
    );

/**
 * A policy response is evaluated per route even when cached; only a simple one allows everything or nothing. What is
 * missing counts as the unsafe value: on REST APIs an update that drops the TTL keeps the deployed one, and nothing says
 * that HTTP APIs do otherwise.
 * @see https://github.com/aws/aws-cdk/issues/27826
 */
function sharesVerdicts({ properties }: FoundResource): boolean {
  const literal = (name: string) => readLiteral(properties[name]);
  const simple = literal('AuthorizerPayloadFormatVersion') !== '1.0' && literal('EnableSimpleResponses') !== 'false';
  const cached = literal('AuthorizerResultTtlInSeconds') !== '0';
  const sources = properties['IdentitySource'];
  const byRoute = Array.isArray(sources) && sources.some((source) => readLiteral(source) === '$context.routeKey');
  return literal('AuthorizerType') !== 'JWT' && simple && cached && !byRoute;
}
