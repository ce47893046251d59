import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import {
  type Adapter,
  type ClientMetadata,
  type Configuration,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import type { UserPool, UserPoolClient } from '../model/index.ts';
import { http } from '../runtime/index.ts';
import type { OAuthError } from './oauth-error.ts';
import type { TokenRequest } from './token-request.ts';

/** An authenticated client and what it was granted. */
export interface Grant {
  readonly client: UserPoolClient;
  readonly scopes: readonly string[];
}

/** Decides token requests. */
export interface GrantEngine {
  /** @throws Error when the provider fails, without its reason */
  grant(request: TokenRequest): Promise<Grant | OAuthError>;
}

/**
 * The token endpoint of one user pool: `oidc-provider` authenticates the client (client_secret_basic and
 * client_secret_post) and runs the `client_credentials` grant, in memory, on a request made of checked parts only.
 *
 * The provider silently drops scopes that the client does not have, so a grant with fewer scopes than asked becomes
 * `invalid_scope`, after authentication: without its secret a client's scopes cannot be learned. Its token is thrown away,
 * because it has an `aud`, and the caller signs its own.
 *
 * @param secrets by client id, for every client with `generateSecret`
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 the grant
 * @see https://www.rfc-editor.org/rfc/rfc8707 resource indicators, by which the provider tells the pool's scopes
 */
export function createGrantEngine(pool: UserPool, secrets: Readonly<Record<string, string>>): GrantEngine {
  const clients = new Map(pool.clients.map((client) => [client.clientId, client]));
  const everyScope = [...new Set(pool.clients.flatMap((client) => client.scopes))];
  const outcomes = new WeakMap<IncomingMessage, ProviderOutcome>();
  const provider = new Provider(pool.issuer, providerConfiguration(pool, secrets));
  // Koa prints what it catches; the caller gets an error instead.
  provider.silent = true;
  provider.use(async (ctx: KoaContextWithOIDC, next) => {
    await next();
    outcomes.set(ctx.req, readOutcome(ctx));
  });
  const handle = provider.callback();
  return {
    grant: async (request) => {
      const message = toProviderRequest(request, request.scopes.length > 0 ? request.scopes : everyScope);
      await handle(message, new http.ServerResponse(message));
      return toGrant(outcomes.get(message), clients, request.scopes);
    },
  };
}

interface ProviderOutcome {
  readonly status: number;
  /** Only what the provider looked up; authenticated when `status` is 200. */
  readonly clientId: string | undefined;
  readonly scope: string | undefined;
  readonly error: string | undefined;
}

function readOutcome(ctx: KoaContextWithOIDC): ProviderOutcome {
  const body: Record<string, unknown> = { ...(typeof ctx.body === 'object' ? ctx.body : {}) };
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    status: ctx.status,
    clientId: ctx.oidc?.client?.clientId,
    scope: text(body['scope']),
    error: text(body['error']),
  };
}

function toGrant(
  outcome: ProviderOutcome | undefined,
  clients: ReadonlyMap<string, UserPoolClient>,
  asked: readonly string[],
): Grant | OAuthError {
  if (outcome === undefined || outcome.status >= 500) throw new Error('The OAuth provider failed to answer.');
  if (outcome.status !== 200) return toOAuthError(outcome);
  const client = outcome.clientId === undefined ? undefined : clients.get(outcome.clientId);
  if (client === undefined) throw new Error('The OAuth provider granted to a client that the user pool lacks.');
  // Who the client is, is proven now. One that asks for no scope gets all of its own.
  const scopes = asked.length > 0 ? asked : client.scopes;
  const granted = new Set(outcome.scope?.split(' '));
  if (scopes.length === 0 || !scopes.every((scope) => granted.has(scope))) return { error: 'invalid_scope' };
  return { client, scopes };
}

function toOAuthError({ error, clientId }: ProviderOutcome): OAuthError {
  if (error === 'invalid_client' || error === 'invalid_scope') return { error };
  if (error !== 'invalid_request')
    throw new Error('The OAuth provider answered what the token endpoint does not know.');
  // Once the client is known, the one thing left to complain about is that it lacks the client_credentials flow.
  if (clientId !== undefined) return { error: 'unauthorized_client' };
  return { error: 'invalid_request', description: 'send client_id and client_secret once: as Basic or in the form' };
}

/** Not the client's own message: what reaches the provider is what was read and checked, and no socket. */
function toProviderRequest(request: TokenRequest, scopes: readonly string[]): IncomingMessage {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(request.clientId !== undefined && { client_id: request.clientId }),
    ...(request.clientSecret !== undefined && { client_secret: request.clientSecret }),
  }).toString();
  const message = new http.IncomingMessage(new Socket());
  message.method = 'POST';
  message.url = '/token';
  message.headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(Buffer.byteLength(form)),
    ...(request.authorization !== undefined && { authorization: request.authorization }),
  };
  message.complete = true;
  message.push(form);
  message.push(null);
  return message;
}

function providerConfiguration(pool: UserPool, secrets: Readonly<Record<string, string>>): Configuration {
  const scopesByClient = new Map(pool.clients.map((client) => [client.clientId, client.scopes.join(' ')]));
  return {
    adapter: () => forgetful,
    clients: pool.clients.map((client) => toMetadata(client, secrets[client.clientId])),
    clientBasedCORS: () => false,
    jwks: { keys: [throwawayKey()] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    scopes: [],
    ttl: { ClientCredentials: 60 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => pool.issuer,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, _resource, client) => ({
          audience: pool.issuer,
          scope: scopesByClient.get(client.clientId) ?? '',
          accessTokenFormat: 'opaque',
        }),
      },
    },
  };
}

/** The provider does not start without a signing key, but signs nothing: its tokens are opaque and thrown away. */
const throwawayKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

function toMetadata(client: UserPoolClient, secret: string | undefined): ClientMetadata {
  return {
    client_id: client.clientId,
    redirect_uris: [],
    response_types: [],
    grant_types: client.flows.includes('client_credentials') ? ['client_credentials'] : [],
    ...(secret === undefined
      ? { token_endpoint_auth_method: 'none' }
      : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
  };
}

/** Keeps nothing: clients are static, and the provider's tokens are never looked up again. */
const forgetful: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};
