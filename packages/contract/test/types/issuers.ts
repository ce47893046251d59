import type {
  AudienceSettings,
  Auth0Options,
  audienceMembers,
  auth0Members,
  CognitoOptions,
  cognitoMembers,
  EntraOptions,
  entraMembers,
  IssuerSettings,
  KeycloakOptions,
  keycloakMembers,
  OidcOptions,
  OktaOptions,
  oidcMembers,
  oktaMembers,
  PresetName,
  SharedSettings,
  sharedMembers,
} from '../../src/issuers/index.ts';

// Compiled, never run: the lists of members are those of the types, and every preset has settings.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Lists<Names extends readonly string[], Options> = Equal<Names[number], keyof Options>;
const holds = <_Law extends true>(): void => {};

holds<Lists<typeof sharedMembers, SharedSettings>>();
holds<Lists<typeof audienceMembers, AudienceSettings>>();
holds<Lists<typeof cognitoMembers, CognitoOptions>>();
holds<Lists<typeof auth0Members, Auth0Options>>();
holds<Lists<typeof entraMembers, EntraOptions>>();
holds<Lists<typeof oktaMembers, OktaOptions>>();
holds<Lists<typeof keycloakMembers, KeycloakOptions>>();
holds<Lists<typeof oidcMembers, OidcOptions>>();
holds<Equal<PresetName, IssuerSettings['preset']>>();

// @ts-expect-error Auth0 has no such profile.
({ preset: 'auth0', domain: 'a.b', audience: ['x'], profile: 'jwt' }) satisfies IssuerSettings;
// @ts-expect-error Cognito has no audience.
({ preset: 'cognito', userPoolId: 'x', resourceServer: 'x', clients: {}, audience: ['x'] }) satisfies IssuerSettings;
