import {
  auth0DomainPattern,
  auth0Profiles,
  auth0Shape,
  cognitoIssuers,
  cognitoScopeClaims,
  entraScopeClaims,
  entraShape,
  entraTenantIdPattern,
  entraTokenVersions,
  type IssuerSettings,
  isKeySetUrl,
  keycloakIssuerPattern,
  oktaIssuerPattern,
  type PresetName,
  regionOfUserPool,
  requestForm,
  requirableTypes,
  userPoolIdPattern,
} from '@scopegate/contract/issuers';
import { fault, type SynthFault } from './fault.ts';
import {
  checkChoice,
  checkClient,
  checkIssuerForm,
  checkOptionalText,
  checkShared,
  checkText,
  checkUrl,
  checkWithAudience,
  isDeployed,
} from './internal/check-issuer.ts';
import type {
  Auth0IssuerOptions,
  ClientSettings,
  CognitoIssuerOptions,
  EntraIssuerOptions,
  KeycloakIssuerOptions,
  OidcIssuerOptions,
  OktaIssuerOptions,
} from './issuer-options.ts';

/** An issuer whose access tokens open the API. Made by {@link Issuers}. */
export interface Issuer {
  /** Its entry in the authorizer's `SCOPEGATE_ISSUERS`; may hold tokens of the CDK. */
  readonly entry: Readonly<Record<string, unknown>>;
  /** The exact `iss` strings of its tokens. */
  readonly trusted: readonly string[];
  /** How its clients ask for a scope; see `requestForm` of `@scopegate/contract/issuers`. */
  readonly requestForm: string;
  /** With `cognito`, scopes must be names Cognito can hold. */
  readonly preset: PresetName;
  /** What is wrong with it; `ScopedHttpApi` reports it with all other faults. */
  readonly faults: readonly SynthFault[];
}

/**
 * The issuers an authorizer can be given.
 *
 * Checked: whatever the authorizer would refuse when it starts, as far as it is known at synth. Not checked: that the
 * issuer exists, that it serves its keys, and that its tokens carry the scopes.
 */
export const Issuers = {
  /**
   * An Amazon Cognito user pool. Its tokens come with one of two issuer strings; both are accepted.
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
   */
  cognito({ userPool, clients, ...options }: CognitoIssuerOptions): Issuer {
    const { userPoolId } = userPool;
    const settings = clients.map(({ client, tenant }) => [client.userPoolClientId, clientSettings(tenant)]);
    const entry = { ...options, preset: 'cognito' as const, userPoolId, clients: Object.fromEntries(settings) };
    return {
      preset: 'cognito',
      entry,
      requestForm: requestForm(entry),
      trusted: cognitoIssuers(userPoolId, regionOf(userPool)),
      faults: [
        ...checkShared('cognito', options),
        ...checkText('resourceServer', options.resourceServer),
        ...checkChoice('scopeClaim', options.scopeClaim, cognitoScopeClaims),
        ...(isDeployed(userPoolId) || userPoolIdPattern.test(userPoolId)
          ? []
          : [fault('issuer-user-pool', 'userPool', `"${userPoolId}"`)]),
        ...(clients.length === 0 ? [fault('issuer-clients', 'clients', '[]')] : []),
        ...clients.flatMap(({ client, tenant }) => checkClient(client.node.id, clientSettings(tenant))),
      ],
    };
  },

  /**
   * Auth0, by the API's own identifier as audience.
   * @see https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles
   */
  auth0(options: Auth0IssuerOptions): Issuer {
    const { domain, profile, scopeClaim } = options;
    return made({ ...options, preset: 'auth0' }, auth0Shape(options).issuer, [
      ...checkWithAudience('auth0', options),
      ...(isDeployed(domain) || auth0DomainPattern.test(domain)
        ? []
        : [fault('issuer-domain', 'domain', JSON.stringify(domain))]),
      ...checkChoice('profile', profile, auth0Profiles),
      ...checkOptionalText('scopeClaim', scopeClaim),
    ]);
  },

  /**
   * One tenant of Microsoft Entra ID.
   * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
   */
  entra(options: EntraIssuerOptions): Issuer {
    const { tenantId, tokenVersion, scopeClaim, applicationIdUri } = options;
    return made({ ...options, preset: 'entra' }, entraShape(options).issuer, [
      ...checkWithAudience('entra', options),
      ...(isDeployed(tenantId) || entraTenantIdPattern.test(tenantId)
        ? []
        : [fault('issuer-directory', 'tenantId', JSON.stringify(tenantId))]),
      ...checkChoice('tokenVersion', tokenVersion ?? '', entraTokenVersions),
      ...checkChoice('scopeClaim', scopeClaim, entraScopeClaims),
      ...checkOptionalText('applicationIdUri', applicationIdUri),
    ]);
  },

  /**
   * A custom authorization server of Okta; tokens of the org server are for Okta's own APIs.
   * @see https://developer.okta.com/docs/concepts/auth-servers/
   */
  okta(options: OktaIssuerOptions): Issuer {
    return made({ ...options, preset: 'okta' }, options.issuer, [
      ...checkWithAudience('okta', options),
      ...checkIssuerForm(options.issuer, oktaIssuerPattern),
      ...checkOptionalText('scopeClaim', options.scopeClaim),
    ]);
  },

  /**
   * A realm of Keycloak. Its access tokens name your API only once an audience mapper adds it.
   * @see https://www.keycloak.org/docs/latest/server_admin/#audience-support
   */
  keycloak(options: KeycloakIssuerOptions): Issuer {
    return made({ ...options, preset: 'keycloak' }, options.issuer, [
      ...checkWithAudience('keycloak', options),
      ...checkIssuerForm(options.issuer, keycloakIssuerPattern),
      ...checkOptionalText('scopeClaim', options.scopeClaim),
      ...checkChoice('typ', options.typ, requirableTypes),
    ]);
  },

  /** Any OpenID provider that publishes its keys (OpenID Connect Discovery 1.0, RFC 8414). */
  oidc(options: OidcIssuerOptions): Issuer {
    const { issuer, jwksUri, scopeClaim, clientClaim, typ } = options;
    return made({ ...options, preset: 'oidc' }, issuer, [
      ...checkWithAudience('oidc', options),
      ...checkUrl('issuer', issuer),
      ...(jwksUri === undefined ? [] : checkUrl('jwksUri', jwksUri, isKeySetUrl)),
      ...checkOptionalText('clientClaim', clientClaim),
      ...checkOptionalText('scopeClaim', scopeClaim),
      ...checkChoice('typ', typ, requirableTypes),
    ]);
  },
} as const;

const made = (settings: IssuerSettings, iss: string, faults: readonly SynthFault[]): Issuer => ({
  preset: settings.preset,
  entry: { ...settings },
  trusted: [iss],
  requestForm: requestForm(settings),
  faults,
});

const clientSettings = (tenant: string | undefined): ClientSettings => (tenant === undefined ? {} : { tenant });

// A pool that is known by its ID may be in another Region than the stack.
const regionOf = ({ userPoolId, env }: CognitoIssuerOptions['userPool']): string =>
  !isDeployed(userPoolId) && userPoolIdPattern.test(userPoolId) ? regionOfUserPool(userPoolId) : env.region;
