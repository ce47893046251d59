import { type IssuerKeys, issuerSource } from './gateway/authorize/jwt/issuer-source.ts';
import type { JwtAuthorizer, Model } from './model.ts';
import type { Fault } from './template/fault.ts';

/**
 * JWT authorizers whose issuer's keys cannot be had here: neither a user pool of the assembly, nor on loopback, nor given.
 * Found before anything is started.
 */
export function issuerFaults({ apis, userPools }: Pick<Model, 'apis' | 'userPools'>, given: IssuerKeys): Fault[] {
  const pools = Object.fromEntries(userPools.map(({ issuer }) => [issuer, { keys: [] }]));
  const routes = apis.flatMap((api) => api.routes);
  const authorizers = routes.flatMap(({ authorization }) =>
    authorization.type === 'JWT' ? [authorization.authorizer] : [],
  );
  return [...new Map(authorizers.map((authorizer) => [authorizer.authorizerId, authorizer])).values()]
    .filter(({ issuer }) => !isKnown(issuer, { ...pools, ...given }))
    .map(toFault);
}

function isKnown(issuer: string, sources: IssuerKeys): boolean {
  try {
    issuerSource(issuer, sources);
    return true;
  } catch {
    return false;
  }
}

const toFault = ({ stack, logicalId, name, issuer }: JwtAuthorizer): Fault => ({
  stack,
  logicalId,
  type: 'AWS::ApiGatewayV2::Authorizer',
  path: 'Properties.JwtConfiguration.Issuer',
  reason: `The keys of issuer ${JSON.stringify(issuer)}, which authorizer ${JSON.stringify(name)} trusts, cannot be had offline: it is neither a user pool of the assembly nor on this machine`,
  remedy: `Give a file of its keys (JWKS) or an address on loopback that answers for it: --issuer '${issuer}=<file or URL>' (option issuerKeys).`,
});
