import { randomUUID } from 'node:crypto';
import type { UserPool } from '../model/index.ts';
import type { MintRequest } from './stand-in/mint-request.ts';

interface Minted {
  readonly pool: UserPool;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The claims of a token of a user pool that is asked for without a grant, in Cognito's shape. Scopes have their resource
 * server in front.
 *
 * @throws {RangeError} for a client that the pool lacks
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export function mintedClaims(request: MintRequest, { pool, now }: Minted): Readonly<Record<string, unknown>> {
  const { subject, scopes, groups, claims = {}, expiresInSeconds = 3_600, idToken = false } = request;
  const clientId = clientOf(pool, request.clientId);
  const issuedAt = Math.floor(now / 1_000);
  return {
    sub: subject ?? clientId,
    iss: pool.issuer,
    token_use: idToken ? 'id' : 'access',
    auth_time: issuedAt,
    iat: Math.min(issuedAt, issuedAt + expiresInSeconds),
    exp: issuedAt + expiresInSeconds,
    jti: randomUUID(),
    ...(groups === undefined ? {} : { 'cognito:groups': groups }),
    ...(idToken
      ? { aud: clientId, 'cognito:username': subject ?? clientId }
      : {
          client_id: clientId,
          scope: scopes.join(' '),
          version: 2,
          ...(subject === undefined ? {} : { username: subject }),
        }),
    ...claims,
  };
}

function clientOf({ clients, poolId }: UserPool, asked: string | undefined): string {
  const [first] = clients;
  const found =
    asked === undefined ? first : clients.find(({ clientId, name }) => asked === clientId || asked === name);
  if (found !== undefined) return found.clientId;
  const allowed = clients.map(({ name }) => name).join(', ') || 'none, the pool has no clients';
  throw new RangeError(`User pool ${poolId} has no client ${JSON.stringify(asked ?? '')}. Allowed: ${allowed}.`);
}
