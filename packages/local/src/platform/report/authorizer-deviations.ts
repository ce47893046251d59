import type { Deviation, LambdaAuthorizer, Model } from '../../model/index.ts';

/** Authorizers whose verdict for one route may open the others on AWS, because nothing says that it is not cached. */
export function authorizerDeviations({ apis }: Model): Deviation[] {
  const all = apis
    .flatMap(({ routes }) => routes)
    .flatMap(({ authorization }) => (authorization.type === 'CUSTOM' ? [authorization.authorizer] : []));
  const authorizers = new Map(all.map((authorizer) => [authorizer.authorizerId, authorizer]));
  return [...authorizers.values()].filter(mayShareVerdicts).map(({ stack, logicalId }) => ({ stack, logicalId, text }));
}

const text =
  'It has no AuthorizerResultTtlInSeconds, so that AWS may cache its simple responses, as after an update that dropped the TTL; without $context.routeKey among its identity sources one verdict then serves all its routes: write the TTL as 0, or add the route key.';

// Without an identity source nothing can be cached.
const mayShareVerdicts = ({ resultTtlSeconds, enableSimpleResponses, identitySource }: LambdaAuthorizer): boolean =>
  resultTtlSeconds === undefined &&
  enableSimpleResponses &&
  identitySource.length > 0 &&
  !identitySource.includes('$context.routeKey');
