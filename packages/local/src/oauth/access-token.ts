import { randomUUID } from 'node:crypto';
import type { SigningKey } from './signing-keys.ts';

/** What an access token is made of. */
export interface AccessTokenOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Granted, each as `<resource server>/<scope>`. */
  readonly scopes: readonly string[];
  readonly lifeSeconds: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The claims of the access token that Cognito sends for `client_credentials`: no `aud`, no `username`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
function accessTokenClaims(options: AccessTokenOptions) {
  const issuedAt = Math.floor(options.now / 1000);
  return {
    sub: options.clientId,
    token_use: 'access',
    scope: options.scopes.join(' '),
    auth_time: issuedAt,
    iss: options.issuer,
    exp: issuedAt + options.lifeSeconds,
    iat: issuedAt,
    version: 2,
    jti: randomUUID(),
    client_id: options.clientId,
  };
}

/** Signs the claims with RS256. The header is Cognito's: `kid` and `alg`, no `typ`. */
export const signAccessToken = (options: AccessTokenOptions, key: SigningKey): Promise<string> =>
  signClaims(accessTokenClaims(options), key);

/** The same for any claims. */
export async function signClaims(claims: Readonly<Record<string, unknown>>, key: SigningKey): Promise<string> {
  const { SignJWT } = await import('jose');
  return await new SignJWT({ ...claims }).setProtectedHeader({ kid: key.kid, alg: 'RS256' }).sign(key.privateKey);
}
