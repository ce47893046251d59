import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerAs, jwksPath, type Misbehaviour } from './misbehaviour.ts';
import { createSigningKey, type SigningKey } from './signing-key.ts';

export interface MisbehavingIssuer {
  /** `http://127.0.0.1:<port>`: loopback, where plain http is accepted. */
  readonly issuer: string;
  readonly jwksUri: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  /** From now on it answers like this. It starts as `well`. */
  behave(as: Misbehaviour): void;
  /** Publishes a new key and withdraws the old one; tokens are signed with the new one from now on. */
  rotate(): SigningKey;
  /** A token signed with the present key: `iss` is set, the rest is yours. */
  token(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>): string;
  /** Stops it, and ends requests it left unanswered. */
  close(): Promise<void>;
}

/**
 * An issuer over real HTTP on a free loopback port that can be told to misbehave, to see what the tested code makes of it.
 *
 * It issues signed tokens and serves `/.well-known/openid-configuration` and `/.well-known/jwks.json`. It has no token
 * endpoint, and it is no model of any vendor.
 */
export async function startMisbehavingIssuer(): Promise<MisbehavingIssuer> {
  const requests: string[] = [];
  let behaviour: Misbehaviour = 'well';
  let rotations = 0;
  const nextKey = (): SigningKey => {
    rotations += 1;
    return createSigningKey({ kid: `key-${rotations}` });
  };
  let key = nextKey();
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    answerAs(behaviour, { issuer, key, weakKeys: makeWeakKeys }, request, response);
  });
  const issuer = `http://127.0.0.1:${await listen(server)}`;
  return {
    issuer,
    jwksUri: `${issuer}${jwksPath}`,
    requests,
    behave: (as) => {
      behaviour = as;
    },
    rotate: () => {
      key = nextKey();
      return key;
    },
    token: (claims, header) => key.sign({ iss: issuer, ...claims }, header),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** Keys of the ids that tokens name, none of which may be used. */
function makeWeakKeys(kid: string): readonly object[] {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1_024 }).publicKey.export({ format: 'jwk' });
  const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ format: 'jwk' });
  return [
    { ...rsa, kid, use: 'sig', alg: 'RS256' },
    { ...other, kid, use: 'sig' },
    { kty: 'oct', kid, k: Buffer.from('not a secret').toString('base64url'), alg: 'HS256' },
  ];
}
