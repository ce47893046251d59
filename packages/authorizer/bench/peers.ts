import { createHash, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import middy from '@middy/core';
import { JwtVerifier } from 'aws-jwt-verify';
import { createVerifier } from 'fast-jwt';
import { createLocalJWKSet, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import jwksRsa from 'jwks-rsa';
import type { AuthorizerEvent } from '../src/index.ts';
import { audience, type Fixtures, fresh } from './fixtures.ts';
import type { Candidate } from './measure.ts';

/** One RS256 signature over bytes that are there already: what no verifier can be faster than. */
export function rawVerify({ tokens, publicKey }: Fixtures): Candidate {
  const parts = tokens.map((token) => {
    const end = token.lastIndexOf('.');
    return { data: Buffer.from(token.slice(0, end)), signature: Buffer.from(token.slice(end + 1), 'base64url') };
  });
  return {
    name: 'crypto.verify, nothing else',
    prepare: (at) => {
      const part = parts[at % parts.length];
      return () => part !== undefined && verify('sha256', part.data, publicKey, part.signature);
    },
  };
}

export function createLibraryVerifier({ issuer }: Fixtures) {
  const verifier = JwtVerifier.create({ issuer: issuer.issuer, audience, jwksUri: issuer.jwksUri });
  verifier.cacheJwks({ keys: issuer.keys.map(({ jwk }) => jwk) as never });
  return verifier;
}

export function awsJwtVerify(fixtures: Fixtures): Candidate {
  const verifier = createLibraryVerifier(fixtures);
  return onTokens('aws-jwt-verify verifySync', fixtures, (token) => verifier.verifySync(token));
}

/** The least a Middy authorizer can do: verify, and one line as long as ours. */
export function minimalMiddy(fixtures: Fixtures, options: { write: (line: string) => void; lineLength: number }) {
  const verifier = createLibraryVerifier(fixtures);
  const { write, lineLength } = options;
  return middy<AuthorizerEvent, { isAuthorized: boolean }>({ timeoutEarlyInMillis: 0 })
    .use({
      before: ({ event }) => {
        verifier.verifySync((event.identitySource?.[0] ?? '').slice('Bearer '.length));
      },
      after: ({ event }) => {
        const digest = createHash('sha256')
          .update(event.identitySource?.[0] ?? '')
          .digest('hex');
        write(JSON.stringify({ message: 'allowed', routeKey: event.routeKey, digest }).padEnd(lineLength));
      },
    })
    .handler(() => ({ isAuthorized: true }));
}

export function joseVerify(fixtures: Fixtures): Candidate {
  const keys = createLocalJWKSet({ keys: fixtures.issuer.keys.map(({ jwk }) => jwk) as never });
  const expected = { issuer: fixtures.issuer.issuer, audience };
  return onTokens('jose jwtVerify', fixtures, (token) => jwtVerify(token, keys, expected));
}

export function fastJwt(fixtures: Fixtures): Candidate {
  const key = fixtures.publicKey.export({ type: 'spki', format: 'pem' });
  const verifier = createVerifier({
    key: String(key),
    algorithms: ['RS256'],
    allowedIss: fixtures.issuer.issuer,
    allowedAud: audience,
  });
  return onTokens('fast-jwt, no cache', fixtures, (token) => verifier(token));
}

/** The shape of Auth0's sample: keys from jwks-rsa, which caches them as PEM. */
export async function jsonWebToken(fixtures: Fixtures): Promise<Candidate & { close(): void }> {
  const server = createServer((_request, response) => {
    response.end(JSON.stringify({ keys: fixtures.issuer.keys.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const client = jwksRsa({ jwksUri: `http://127.0.0.1:${port}/jwks.json`, cache: true });
  const [{ kid } = { kid: '' }] = fixtures.issuer.keys;
  const candidate = onTokens('jsonwebtoken + jwks-rsa', fixtures, async (token) => {
    const key = await client.getSigningKey(kid);
    const expected = { issuer: fixtures.issuer.issuer, audience };
    return jsonwebtoken.verify(token, key.getPublicKey(), { ...expected, algorithms: ['RS256'] });
  });
  return {
    ...candidate,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const onTokens = (name: string, { tokens }: Fixtures, run: (token: string) => unknown): Candidate => ({
  name,
  prepare: (at) => {
    const token = fresh(tokens[at % tokens.length] ?? '');
    return () => run(token);
  },
});
