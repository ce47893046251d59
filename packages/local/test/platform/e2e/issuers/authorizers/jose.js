import { createRemoteJWKSet, jwtVerify } from 'jose';

const keys = createRemoteJWKSet(new URL(process.env.JWKS_URI));

export const handler = async ({ identitySource: [value] }) => {
  try {
    const { payload } = await jwtVerify(value.replace('Bearer ', ''), keys, {
      issuer: process.env.ISSUER,
      audience: process.env.AUDIENCE,
    });
    return { isAuthorized: true, context: { sub: payload.sub } };
  } catch {
    return { isAuthorized: false };
  }
};
