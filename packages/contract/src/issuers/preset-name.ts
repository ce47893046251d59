/** Kinds of issuers that are known by name: where their keys are, and how their access tokens look. */
export const presetNames = ['cognito', 'auth0', 'entra', 'okta', 'keycloak', 'oidc'] as const;
export type PresetName = (typeof presetNames)[number];
