import { type Config, type Faults, readClients, readText } from '../config.ts';
import type { ClientSettings, Issuer } from '../issuer.ts';
import { spaceSeparated } from '../scope-claim.ts';
import { readShared, type SharedSettings } from '../shared-settings.ts';

const members = ['userPoolId', 'resourceServer', 'clients'];

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
export function cognito(config: Config, faults: Faults): Issuer[] {
  const poolId = readText(config, 'userPoolId', faults);
  const prefix = `${readText(config, 'resourceServer', faults)}/`;
  const [, region] = /^([a-z]{2}(?:-[a-z]+)+-\d)_[A-Za-z0-9]+$/.exec(poolId) ?? [];
  if (region === undefined) faults.add('userPoolId', poolId, 'a user pool ID such as eu-central-1_AbCdEfGhI');
  const clients = readClients(config, faults);
  if (clients === undefined || clients.size === 0)
    faults.add('clients', config['clients'], 'at least one client ID: Cognito access tokens have no aud');
  const shared = {
    ...readShared(config, faults, members),
    algorithms: ['RS256'],
    audience: { kind: 'client' },
    clientClaim: 'client_id',
    clients: clients ?? new Map(),
    isAccessToken: (_header, claims) => claims['token_use'] === 'access',
    scopesOf: (claims) =>
      spaceSeparated(claims, 'scope')
        ?.filter((scope) => scope.startsWith(prefix))
        .map((scope) => scope.slice(prefix.length)),
  } satisfies Partial<Issuer>;
  return ['cognito-idp', 'issuer-cognito-idp'].map((service) => {
    const issuer = `https://${service}.${region}.amazonaws.com/${poolId}`;
    return { ...shared, issuer, jwksUri: `${issuer}/.well-known/jwks.json` };
  });
}
