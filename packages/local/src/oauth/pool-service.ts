import type { Clock, UserPool, UserPoolClient } from '../model/index.ts';
import { signAccessToken, signClaims } from './access-token.ts';
import { createGrantEngine, type Grant } from './grant-engine.ts';
import { mintedClaims } from './minted-claims.ts';
import { isOAuthError, type OAuthError } from './oauth-error.ts';
import { type PoolState, poolStateFile } from './pool-state.ts';
import {
  generatePrivateJwk,
  type PublicKeySet,
  type SigningKey,
  toPublicKeySet,
  toSigningKey,
} from './signing-keys.ts';
import type { MintRequest } from './stand-in/mint-request.ts';
import { parseTokenRequest, type TokenForm } from './token-request.ts';

/** The body of a granted token request, as Cognito has it for `client_credentials`. */
export interface TokenAnswer {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly token_type: 'Bearer';
}

/** One user pool that runs: its clients, its keys, its token endpoint. */
export interface PoolService {
  readonly pool: UserPool;
  /** `undefined` for a client without one. */
  secretOf(client: UserPoolClient): string | undefined;
  keySet(): PublicKeySet;
  /** Whether JWKS and discovery answer; see `OAuthServer.jwks`. */
  keysReachable: boolean;
  token(form: TokenForm): Promise<TokenAnswer | OAuthError>;
  /**
   * A token without a grant: for a client that has no secret, for a user, with claims of the caller's choice.
   *
   * @throws {RangeError} for a client that the pool lacks
   */
  mint(request: MintRequest): Promise<string>;
  /** Adds a key that signs from now on; the old ones stay published. */
  rotateKeys(): Promise<void>;
}

/** Starts a pool from its stored state, or from a new one. @throws Error when the stored state cannot be read */
export async function createPoolService(pool: UserPool, clock: Clock, stateDirectory: string): Promise<PoolService> {
  const file = poolStateFile(stateDirectory, pool.poolId);
  const confidential = pool.clients.filter((client) => client.generateSecret);
  let state = await file.load(confidential.map((client) => client.clientId));
  const secrets = Object.fromEntries(
    confidential.map(({ clientId }) => [clientId, state.clientSecrets[clientId] ?? '']),
  );
  const engine = createGrantEngine(pool, secrets);
  let signingKey = await lastKey(state);
  const rotate = async () => {
    const next: PoolState = { ...state, keys: [...state.keys, await generatePrivateJwk()] };
    const nextKey = await lastKey(next);
    await file.save(next);
    state = next;
    signingKey = nextKey;
  };
  let rotation = Promise.resolve();
  return {
    pool,
    keysReachable: true,
    secretOf: (client) => secrets[client.clientId],
    keySet: () => toPublicKeySet(state.keys),
    token: async (form) => {
      const request = parseTokenRequest(form);
      if (isOAuthError(request)) return request;
      const grant = await engine.grant(request);
      return isOAuthError(grant) ? grant : toAnswer(grant, { pool, now: clock.now(), signingKey });
    },
    mint: async (request) => signClaims(mintedClaims(request, { pool, now: clock.now() }), signingKey),
    // One after the other, or the second would overwrite the first one's key.
    rotateKeys: () => {
      const turn = rotation.then(rotate);
      rotation = turn.catch(() => undefined);
      return turn;
    },
  };
}

function lastKey(state: PoolState): Promise<SigningKey> {
  const jwk = state.keys.at(-1);
  if (jwk === undefined) throw new Error('The OAuth state holds no signing key. Allowed: one or more.');
  return toSigningKey(jwk);
}

interface Signing {
  readonly pool: UserPool;
  readonly now: number;
  readonly signingKey: SigningKey;
}

async function toAnswer({ client, scopes }: Grant, { pool, now, signingKey }: Signing): Promise<TokenAnswer> {
  const lifeSeconds = client.accessTokenSeconds;
  const options = { issuer: pool.issuer, clientId: client.clientId, scopes, lifeSeconds, now };
  return { access_token: await signAccessToken(options, signingKey), expires_in: lifeSeconds, token_type: 'Bearer' };
}
