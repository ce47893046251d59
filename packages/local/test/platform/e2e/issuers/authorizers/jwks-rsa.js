import jwt from 'jsonwebtoken';
import { JwksClient } from 'jwks-rsa';

const client = new JwksClient({ jwksUri: process.env.JWKS_URI });

export const handler = async ({ identitySource: [value] }) => {
  try {
    const token = value.replace('Bearer ', '');
    const key = await client.getSigningKey(jwt.decode(token, { complete: true }).header.kid);
    const { ISSUER: issuer, AUDIENCE: audience } = process.env;
    const { sub } = jwt.verify(token, key.getPublicKey(), { algorithms: ['RS256'], issuer, audience });
    return { isAuthorized: true, context: { sub } };
  } catch {
    return { isAuthorized: false };
  }
};
