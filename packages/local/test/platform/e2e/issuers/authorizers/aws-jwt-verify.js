import { JwtVerifier } from 'aws-jwt-verify';

const { ISSUER: issuer, AUDIENCE: audience, JWKS_URI: jwksUri } = process.env;
const verifier = JwtVerifier.create({ issuer, audience, jwksUri });

export const handler = async ({ identitySource: [value] }) => {
  try {
    const { sub } = await verifier.verify(value.replace('Bearer ', ''));
    return { isAuthorized: true, context: { sub } };
  } catch {
    return { isAuthorized: false };
  }
};
