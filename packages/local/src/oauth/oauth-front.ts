import type { IncomingMessage, ServerResponse } from 'node:http';
import { type JsonAnswer, readBody, sendJson } from '../runtime/index.ts';
import { discoveryDocument } from './discovery.ts';
import { isOAuthError, toErrorAnswer } from './oauth-error.ts';
import type { PoolService } from './pool-service.ts';
import type { Served } from './served.ts';

/** The longest token request, in bytes. */
const maxFormBytes = 16 * 1024;

const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' };

/**
 * Answers the requests of all pools and issuers. Of pools `POST /<poolId>/oauth2/token`,
 * `GET /<poolId>/.well-known/jwks.json`, `GET /<poolId>/.well-known/openid-configuration`; of issuers what they publish, by
 * the request's `Host` or by `/<host>/<path>`; anything else is 404.
 *
 * @param baseUrl asked for at each request, because the port is known only once the server listens
 */
export function createOAuthFront(served: () => Served, baseUrl: () => string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pools, issuers } = served();
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const published = request.method === 'GET' ? await publishedBy(issuers, request, path) : undefined;
    if (published !== undefined) return sendJson(response, published);
    const [, poolId, ...rest] = path.split('/');
    const service = pools.get(poolId ?? '');
    const answer = service && (await route(service, { request, path: rest.join('/'), baseUrl: baseUrl() }));
    sendJson(response, answer ?? notFound);
  };
}

/** What the issuer at this address publishes. A query is kept: the address of a key set may have one. */
async function publishedBy(
  issuers: Served['issuers'],
  { headers, url = '' }: IncomingMessage,
  path: string,
): Promise<JsonAnswer | undefined> {
  const host = (headers.host ?? '').replace(/:443$/, '');
  for (const target of [`https://${host}${url}`, `https://${host}${path}`, `https:/${url}`, `https:/${path}`]) {
    for (const service of issuers.values()) {
      const answer = await service.answer(target);
      if (answer !== undefined) return service.keysReachable ? answer : takenDown;
    }
  }
  return undefined;
}

interface Routed {
  readonly request: IncomingMessage;
  /** Behind the pool's id. */
  readonly path: string;
  readonly baseUrl: string;
}

async function route(service: PoolService, { request, path, baseUrl }: Routed): Promise<JsonAnswer | undefined> {
  switch (`${request.method} ${path}`) {
    case 'POST oauth2/token':
      return service.pool.domain === undefined ? noDomain : await answerToken(service, request);
    case 'GET .well-known/jwks.json':
      return service.keysReachable ? { status: 200, body: service.keySet() } : takenDown;
    case 'GET .well-known/openid-configuration': {
      const document = discoveryDocument(service.pool, tokenEndpointOf(service, baseUrl));
      return service.keysReachable ? { status: 200, body: document } : takenDown;
    }
    default:
      return undefined;
  }
}

async function answerToken(service: PoolService, request: IncomingMessage): Promise<JsonAnswer> {
  const body = await readBody(request, maxFormBytes);
  if (body === undefined) return tooLarge;
  const { 'content-type': contentType, authorization } = request.headers;
  const answer = await service.token({ contentType, authorization, body: body.toString('utf8') });
  const json = isOAuthError(answer) ? toErrorAnswer(answer) : { status: 200, body: answer };
  return { ...json, headers: noStore };
}

/** `undefined` for a pool without a domain. */
export const tokenEndpointOf = ({ pool }: PoolService, baseUrl: string): string | undefined =>
  pool.domain === undefined ? undefined : `${baseUrl}/${pool.poolId}/oauth2/token`;

const notFound: JsonAnswer = {
  status: 404,
  body: {
    error: 'not_found',
    error_description:
      'allowed: POST /<poolId>/oauth2/token, GET /<poolId>/.well-known/jwks.json, ' +
      'GET /<poolId>/.well-known/openid-configuration, GET /<host>/<path> of an issuer that is stood in for',
  },
};

const noDomain: JsonAnswer = {
  status: 404,
  body: {
    error: 'not_found',
    error_description:
      'this user pool has no domain, so Cognito gives it no token endpoint: add an AWS::Cognito::UserPoolDomain',
  },
};

const takenDown: JsonAnswer = { status: 503, body: { error: 'temporarily_unavailable' } };

const tooLarge: JsonAnswer = {
  status: 413,
  body: { error: 'invalid_request', error_description: `a token request has at most ${maxFormBytes} bytes` },
  headers: { ...noStore, connection: 'close' },
};

/** The answer when something of ours broke: no reason in it. */
export const sendServerError = (response: ServerResponse): void =>
  sendJson(response, { status: 500, body: { error: 'server_error' } });
