import { randomUUID } from 'node:crypto';
import { discoveryUrl, toAccessToken, toIdToken } from '@scopegate/contract/issuers';
import type { Clock } from '../../model/index.ts';
import { fetchLoopbackJson, type JsonAnswer } from '../../runtime/index.ts';
import type { ForeignIssuer } from './foreign-issuer.ts';
import type { MintRequest } from './mint-request.ts';
import { openStandInKeys, type StandInKeys } from './stand-in-keys.ts';

/** An issuer that is answered for on this machine. */
export interface IssuerService {
  readonly foreign: ForeignIssuer;
  /** Whether keys and discovery answer; see `OAuthServer.jwks`. */
  keysReachable: boolean;
  /** Key ids that a token of it can have here; `undefined`: not known, the keys are elsewhere. */
  keyIds(): readonly string[] | undefined;
  /** The answer to a GET of one of its documents; `undefined` for any other address. @param url `https://<host><path>` */
  answer(url: string): Promise<JsonAnswer | undefined>;
  /** A token of its shape. Absent where its real keys are given: their private halves are not here. */
  readonly mint?: (request: MintRequest) => Promise<string>;
  readonly rotateKeys?: () => Promise<void>;
}

/** Starts answering for an issuer. @throws Error when its stored keys cannot be read */
export async function createIssuerService(
  foreign: ForeignIssuer,
  clock: Pick<Clock, 'now'>,
  directory: string,
): Promise<IssuerService> {
  const { given, shape, algorithm } = foreign;
  const base = { foreign, keysReachable: true };
  if (given === undefined) {
    const keys = await openStandInKeys(directory, { issuer: shape.issuer, algorithm });
    return {
      ...base,
      keyIds: () => keys.published().map(({ kid = '' }) => kid),
      answer: async (url) => publishedAt(url, foreign, keys.published()),
      mint: (request) => mint(request, { foreign, keys, now: clock.now() }),
      rotateKeys: keys.rotate,
    };
  }
  if ('keys' in given)
    return { ...base, keyIds: () => undefined, answer: async (url) => publishedAt(url, foreign, given.keys) };
  return { ...base, keyIds: () => undefined, answer: (url) => forwarded(url, shape.issuer, given.address) };
}

function publishedAt(url: string, { shape }: ForeignIssuer, keys: readonly object[]): JsonAnswer | undefined {
  if (url === jwksUriOf(shape)) return { status: 200, body: { keys } };
  if (url === discoveryUrl(shape.issuer)) return { status: 200, body: discoveryDocument(shape) };
  return undefined;
}

/** Where the keys are: as the issuer has it, or where most OpenID providers have them. */
export const jwksUriOf = ({ jwksUri, issuer }: ForeignIssuer['shape']): string =>
  jwksUri ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`;

const discoveryDocument = (shape: ForeignIssuer['shape']) => ({
  issuer: shape.issuer,
  jwks_uri: jwksUriOf(shape),
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
});

async function forwarded(url: string, issuer: string, address: string): Promise<JsonAnswer | undefined> {
  const below = `${issuer.replace(/\/$/, '')}/`;
  if (!url.startsWith(below)) return undefined;
  return { status: 200, body: await fetchLoopbackJson(`${address.replace(/\/$/, '')}/${url.slice(below.length)}`) };
}

interface Minting {
  readonly foreign: ForeignIssuer;
  readonly keys: StandInKeys;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

function mint(request: MintRequest, { foreign, keys, now }: Minting): Promise<string> {
  const { shape, audience, clients } = foreign;
  const { clientId = clients[0] ?? 'local', subject = clientId, scopes, groups, expiresInSeconds = 3_600 } = request;
  const issuedAt = Math.floor(now / 1_000);
  const grant = {
    subject,
    clientId,
    audience: audience[0] ?? clientId,
    scopes,
    tokenId: randomUUID(),
    issuedAt: Math.min(issuedAt, issuedAt + expiresInSeconds),
    expiresAt: issuedAt + expiresInSeconds,
  };
  const { header, claims } = request.idToken === true ? toIdToken(shape, grant) : toAccessToken(shape, grant);
  return keys.sign(header, {
    ...claims,
    ...(groups === undefined ? {} : { groups }),
    ...request.claims,
    iss: shape.issuer,
  });
}
