import { createPublicKey, verify } from 'node:crypto';

const read = (segment) => JSON.parse(Buffer.from(segment, 'base64url'));

export const handler = async ({ identitySource: [value] }) => {
  const discovery = await (
    await fetch(`${process.env.ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`)
  ).json();
  const { keys } = await (await fetch(discovery.jwks_uri)).json();
  const [header, payload, signature] = value.replace('Bearer ', '').split('.');
  const key = keys.find(({ kid }) => kid === read(header).kid);
  const good =
    key !== undefined &&
    verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      createPublicKey({ key, format: 'jwk' }),
      Buffer.from(signature, 'base64url'),
    );
  const { iss, aud, sub } = read(payload);
  return { isAuthorized: good && iss === process.env.ISSUER && aud === process.env.AUDIENCE, context: { sub } };
};
