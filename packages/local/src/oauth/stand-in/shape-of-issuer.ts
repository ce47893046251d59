import {
  auth0Shape,
  cognitoShapes,
  entraShape,
  entraTenantIdPattern,
  type IssuerShape,
  keycloakIssuerPattern,
  keycloakShape,
  oidcShape,
  oktaIssuerPattern,
  oktaShape,
  userPoolIdPattern,
} from '@scopegate/contract/issuers';

/**
 * What an issuer of which only the URL is known sends: by the form of the URL, as vendors document it; any other is an OpenID
 * provider whose keys are at `.well-known/jwks.json` below it.
 *
 * Scopes have no prefix: which resource server of a user pool is meant does not follow from its issuer.
 *
 * @param jwksPath where its keys are, on its own host. @default as the vendor has it
 */
export function shapeOfIssuer(issuer: string, jwksPath?: string): IssuerShape {
  const shape =
    vendorShape(issuer) ?? oidcShape({ issuer, jwksUri: `${issuer.replace(/\/$/, '')}/.well-known/jwks.json` });
  return jwksPath === undefined ? shape : { ...shape, jwksUri: new URL(jwksPath, issuer).href };
}

function vendorShape(issuer: string): IssuerShape | undefined {
  const { hostname, pathname } = new URL(issuer);
  const [first = '', second] = pathname.split('/').slice(1);
  if (/^(issuer-)?cognito-idp\.[a-z0-9-]+\.amazonaws\.com$/.test(hostname) && userPoolIdPattern.test(first))
    return poolShape(issuer, first);
  if (hostname === 'login.microsoftonline.com' && entraTenantIdPattern.test(first) && second === 'v2.0')
    return entraShape({ tenantId: first, tokenVersion: 'v2' });
  if (hostname === 'sts.windows.net' && entraTenantIdPattern.test(first))
    return entraShape({ tenantId: first, tokenVersion: 'v1' });
  if (hostname.endsWith('.auth0.com') && pathname === '/') return auth0Shape({ domain: hostname });
  if (/\.(okta|oktapreview|okta-emea)\.com$/.test(hostname) && oktaIssuerPattern.test(issuer))
    return oktaShape({ issuer });
  return keycloakIssuerPattern.test(issuer) ? keycloakShape({ issuer }) : undefined;
}

function poolShape(issuer: string, userPoolId: string): IssuerShape | undefined {
  const shapes = cognitoShapes({ userPoolId, resourceServer: '' });
  const shape = shapes.find((one) => one.issuer === issuer);
  return shape && { ...shape, scopePrefix: '' };
}
