import type { ClientSettings } from './client-settings.ts';
import { type IssuerShape, usualShape } from './issuer-shape.ts';
import type { SharedSettings } from './shared-settings.ts';
import type { SignatureAlgorithm } from './signature-algorithm.ts';

/** Claims that can hold the scopes. */
export const cognitoScopeClaims = ['scope', 'cognito:groups'] as const;

/** What the preset `cognito` alone is told. */
export interface CognitoOptions {
  /** Such as `eu-central-1_AbCdEfGhI`. */
  readonly userPoolId: string;
  /** The identifier of the resource server: its prefix is stripped from scopes, scopes of others are dropped. */
  readonly resourceServer: string;
  /** Tokens of other clients are refused: access tokens of Cognito have no audience. At least one. */
  readonly clients: Readonly<Record<string, ClientSettings>>;
  /** The one claim that holds the scopes; groups have no prefix. @default `scope` */
  readonly scopeClaim?: (typeof cognitoScopeClaims)[number] | undefined;
}

/** An entry of the preset `cognito`. */
export interface CognitoSettings extends CognitoOptions, SharedSettings {
  readonly preset: 'cognito';
}

/** The members of {@link CognitoOptions}. */
export const cognitoMembers = [
  'userPoolId',
  'resourceServer',
  'clients',
  'scopeClaim',
] as const satisfies readonly (keyof CognitoOptions)[];

/** `<region>_<id>`. */
export const userPoolIdPattern = /^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+$/;

/** What Cognito signs with; nothing else is accepted. */
export const cognitoAlgorithms: readonly SignatureAlgorithm[] = ['RS256'];

/** The Region a user pool ID begins with. */
export const regionOfUserPool = (userPoolId: string): string => userPoolId.split('_')[0] ?? '';

/** The two exact issuer strings of a user pool. */
export const cognitoIssuers = (userPoolId: string, region: string): readonly string[] =>
  ['cognito-idp', 'issuer-cognito-idp'].map((service) => `https://${service}.${region}.amazonaws.com/${userPoolId}`);

/**
 * Access tokens of an Amazon Cognito user pool.
 *
 * What Cognito sends: RS256, no `typ`, no `aud`; `client_id`, `token_use: "access"`, `scope` as a space-separated string
 * of `<resource server>/<scope>`; `iss` in one of two exact forms, so a pool makes two issuers. ID tokens have
 * `token_use: "id"` and `aud`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export const cognitoShapes = ({
  userPoolId,
  resourceServer,
  scopeClaim = 'scope',
}: Pick<CognitoOptions, 'userPoolId' | 'resourceServer' | 'scopeClaim'>): readonly IssuerShape[] =>
  cognitoIssuers(userPoolId, regionOfUserPool(userPoolId)).map((issuer) => ({
    ...usualShape(issuer, scopeClaim),
    jwksUri: `${issuer}/.well-known/jwks.json`,
    typ: undefined,
    hasAudience: false,
    marks: { token_use: 'access' },
    excluded: [],
    scopePrefix: scopeClaim === 'scope' ? `${resourceServer}/` : '',
  }));
