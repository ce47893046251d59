import { readMembers, refuseOthers } from '../config.ts';
import type { ClientSettings, Issuer } from '../issuer.ts';
import { type Preset, shared, usual } from '../preset.ts';
import { clients, text } from '../readers.ts';
import { spaceSeparated } from '../scope-claim.ts';
import type { SharedSettings } from '../shared-settings.ts';

const knownClients: typeof clients = (value = {}, refuse) => {
  const known = clients(value, refuse);
  if (known.size === 0) refuse('poolClients');
  return known;
};

const own = {
  userPoolId: text('pool', /^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+$/),
  resourceServer: text(),
};
const common = { clients: knownClients, ...shared };

export interface CognitoSettings extends SharedSettings {
  readonly preset: 'cognito';
  /** Such as `eu-central-1_AbCdEfGhI`. */
  readonly userPoolId: string;
  /** The identifier of the resource server: its prefix is stripped from scopes, scopes of others are dropped. */
  readonly resourceServer: string;
  /** Tokens of other clients are refused: access tokens of Cognito have no audience. At least one. */
  readonly clients: Readonly<Record<string, ClientSettings>>;
}

/**
 * Access tokens of an Amazon Cognito user pool.
 *
 * What Cognito sends: RS256, no `typ`, no `aud`; `client_id`, `token_use: "access"`, `scope` as a space-separated string
 * of `<resource server>/<scope>`; `iss` in one of two exact forms, so a pool makes two issuers. ID tokens have
 * `token_use: "id"` and `aud`.
 *
 * Scopes of `resourceServer` lose its prefix; all others, `openid` and the like, mean nothing here and are dropped.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export const cognito: Preset = (config, fault) => {
  refuseOthers(config, { ...own, ...common }, fault);
  const { userPoolId, resourceServer } = readMembers(config, own, fault);
  const prefix = `${resourceServer}/`;
  const traits: Omit<Issuer, 'issuer' | 'jwksUri'> = {
    ...usual,
    ...readMembers(config, common, fault),
    algorithms: ['RS256'],
    audience: { kind: 'client' },
    clientClaim: 'client_id',
    isAccessToken: (_header, claims) => claims['token_use'] === 'access',
    scopesOf: (claims) =>
      spaceSeparated(claims, 'scope')
        ?.filter((scope) => scope.startsWith(prefix))
        .map((scope) => scope.slice(prefix.length)),
  };
  const [region] = userPoolId.split('_');
  return ['cognito-idp', 'issuer-cognito-idp'].map((service) => {
    const issuer = `https://${service}.${region}.amazonaws.com/${userPoolId}`;
    return { ...traits, issuer, jwksUri: `${issuer}/.well-known/jwks.json` };
  });
};
