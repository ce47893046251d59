import { fault, type SynthFault } from '../fault.ts';
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

// A policy response is evaluated per route even when cached; only a simple one allows everything or nothing.
function sharesVerdicts({ properties }: FoundResource): boolean {
  const simple = ![undefined, false, 'false'].some((value) => value === properties['EnableSimpleResponses']);
  const cached = ![undefined, 0, '0'].some((value) => value === properties['AuthorizerResultTtlInSeconds']);
  const sources = properties['IdentitySource'];
  const byRoute = Array.isArray(sources) && sources.includes('$context.routeKey');
  return properties['AuthorizerType'] !== 'JWT' && simple && cached && !byRoute;
}
