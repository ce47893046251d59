import { fault, type SynthFault } from './fault.ts';
import {
  checkChoice,
  checkClient,
  checkIssuerForm,
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

/** Whose tokens: which claims they have, and what tells an access token. */
export type IssuerPreset = 'cognito' | 'auth0' | 'entra' | 'okta' | 'keycloak' | 'oidc';

/** An issuer whose access tokens open the API. Made by {@link Issuers}. */
export interface Issuer {
  /** Its entry in the authorizer's `SCOPEGATE_ISSUERS`; may hold tokens of the CDK. */
  readonly entry: Readonly<Record<string, unknown>>;
  /** The exact `iss` strings of its tokens. */
  readonly trusted: readonly string[];
  /** With `cognito`, scopes must be names Cognito can hold. */
  readonly preset: IssuerPreset;
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
    return {
      preset: 'cognito',
      entry: { preset: 'cognito', userPoolId, ...options, clients: Object.fromEntries(settings) },
      trusted: ['cognito-idp', 'issuer-cognito-idp'].map(
        (service) => `https://${service}.${regionOf(userPool)}.amazonaws.com/${userPoolId}`,
      ),
      faults: [
        ...checkShared(options, ['resourceServer']),
        ...checkText('resourceServer', options.resourceServer),
        ...(isDeployed(userPoolId) || poolIdForm.test(userPoolId)
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
    return made('auth0', options, `https://${domain}/`, [
      ...checkWithAudience(options, ['domain', 'profile', 'scopeClaim']),
      ...(isDeployed(domain) || hostForm.test(domain)
        ? []
        : [fault('issuer-domain', 'domain', JSON.stringify(domain))]),
      ...checkChoice('profile', profile, ['auth0', 'rfc9068']),
      ...checkChoice('scopeClaim', scopeClaim, ['scope', 'permissions']),
    ]);
  },

  /**
   * One tenant of Microsoft Entra ID.
   * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
   */
  entra(options: EntraIssuerOptions): Issuer {
    const { tenantId, tokenVersion, scopeClaim } = options;
    const iss =
      tokenVersion === 'v2'
        ? `https://login.microsoftonline.com/${tenantId}/v2.0`
        : `https://sts.windows.net/${tenantId}/`;
    return made('entra', options, iss, [
      ...checkWithAudience(options, ['tenantId', 'tokenVersion', 'scopeClaim']),
      ...(isDeployed(tenantId) || guidForm.test(tenantId)
        ? []
        : [fault('issuer-directory', 'tenantId', JSON.stringify(tenantId))]),
      ...checkChoice('tokenVersion', tokenVersion ?? '', ['v1', 'v2']),
      ...checkChoice('scopeClaim', scopeClaim, ['scp', 'roles']),
    ]);
  },

  /**
   * A custom authorization server of Okta; tokens of the org server are for Okta's own APIs.
   * @see https://developer.okta.com/docs/concepts/auth-servers/
   */
  okta(options: OktaIssuerOptions): Issuer {
    return made('okta', options, options.issuer, [
      ...checkWithAudience(options, ['issuer']),
      ...checkIssuerForm(options.issuer, /\/oauth2\/[^/]+$/),
    ]);
  },

  /**
   * A realm of Keycloak. Its access tokens name your API only once an audience mapper adds it.
   * @see https://www.keycloak.org/docs/latest/server_admin/#audience-support
   */
  keycloak(options: KeycloakIssuerOptions): Issuer {
    return made('keycloak', options, options.issuer, [
      ...checkWithAudience(options, ['issuer', 'typ']),
      ...checkIssuerForm(options.issuer, /\/realms\/[^/]+$/),
      ...checkChoice('typ', options.typ, ['at+jwt']),
    ]);
  },

  /** Any OpenID provider that publishes its keys (OpenID Connect Discovery 1.0, RFC 8414). */
  oidc(options: OidcIssuerOptions): Issuer {
    const { issuer, jwksUri, scopeClaim, clientClaim, typ } = options;
    return made('oidc', options, issuer, [
      ...checkWithAudience(options, ['issuer', 'jwksUri', 'scopeClaim', 'clientClaim', 'typ']),
      ...checkUrl('issuer', issuer),
      ...(jwksUri === undefined ? [] : checkUrl('jwksUri', jwksUri)),
      ...(clientClaim === undefined ? [] : checkText('clientClaim', clientClaim)),
      ...checkChoice('scopeClaim', scopeClaim, ['scope', 'scp', 'permissions', 'roles', 'groups']),
      ...checkChoice('typ', typ, ['at+jwt']),
    ]);
  },
} as const;

const poolIdForm = /^([a-z]{2}(?:-[a-z]+)+-\d)_[A-Za-z0-9]+$/;
const hostForm = /^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const made = (preset: IssuerPreset, options: object, iss: string, faults: readonly SynthFault[]): Issuer => ({
  preset,
  entry: { ...options, preset },
  trusted: [iss],
  faults,
});

const clientSettings = (tenant: string | undefined): ClientSettings => (tenant === undefined ? {} : { tenant });

// A pool that is known by its ID may be in another Region than the stack.
const regionOf = ({ userPoolId, env }: CognitoIssuerOptions['userPool']): string =>
  (isDeployed(userPoolId) ? undefined : poolIdForm.exec(userPoolId)?.[1]) ?? env.region;
