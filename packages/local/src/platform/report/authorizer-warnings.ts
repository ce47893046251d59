import type { Deviation, LambdaAuthorizer, Model } from '../../model/index.ts';

/** Authorizers whose verdict for one route opens the others: it is cached, or nothing says that it is not. */
export function authorizerWarnings({ apis }: Model): Deviation[] {
  const all = apis
    .flatMap(({ routes }) => routes)
    .flatMap(({ authorization }) => (authorization.type === 'CUSTOM' ? [authorization.authorizer] : []));
  const authorizers = new Map(all.map((authorizer) => [authorizer.authorizerId, authorizer]));
  return [...authorizers.values()]
    .filter(sharesVerdicts)
    .map((authorizer) => ({ stack: authorizer.stack, logicalId: authorizer.logicalId, text: textOf(authorizer) }));
}

const textOf = ({ resultTtlSeconds: ttl, name }: LambdaAuthorizer): string =>
  ttl === undefined
    ? 'It has no AuthorizerResultTtlInSeconds, so that AWS may cache its simple responses, as after an update that dropped the TTL; without $context.routeKey among its identity sources one verdict then serves all its routes: write the TTL as 0, or add the route key.'
    : `The simple responses of ${name} are cached for ${ttl} s without $context.routeKey among its identity sources, here as on AWS: the verdict for one route opens every other to the same token. Add the route key, or write the TTL as 0.`;

// Without an identity source nothing can be cached.
const sharesVerdicts = ({ resultTtlSeconds, enableSimpleResponses, identitySource }: LambdaAuthorizer): boolean =>
  resultTtlSeconds !== 0 &&
  enableSimpleResponses &&
  identitySource.length > 0 &&
  !identitySource.includes('$context.routeKey');
