import type { ReasonCode } from '@scopegate/contract/decision';
import { createSigningKey, type SigningKey } from '@scopegate/testing';
import { startSeconds } from '../harness.ts';

/** One thing an attacker sends. */
export interface Attack {
  readonly name: string;
  /** The `Authorization` value. */
  readonly send: () => string;
  readonly reason: ReasonCode;
  /** The setting it is sent to. @default `oidc` */
  readonly at?: 'oidc' | 'es256' | 'eddsa' | 'at+jwt' | 'cognito' | 'entra';
}

export const issuer = 'https://issuer.example';
export const otherIssuer = 'https://other.example';
export const pool = 'us-east-1_AbCdEfGhI';
export const poolIssuer = `https://cognito-idp.us-east-1.amazonaws.com/${pool}`;
export const tenantId = '11111111-2222-3333-4444-555555555555';
export const entraIssuer = `https://login.microsoftonline.com/${tenantId}/v2.0`;

// Real keys, made anew for each run. `other` is the second issuer's, under the same id as `rsa`.
export const keys = {
  rsa: createSigningKey(),
  ec: createSigningKey({ algorithm: 'ES256', kid: 'ec' }),
  ec384: createSigningKey({ algorithm: 'ES384', kid: 'ec-384' }),
  ed: createSigningKey({ algorithm: 'EdDSA', kid: 'ed' }),
  other: createSigningKey(),
  attacker: createSigningKey(),
  attackerEc: createSigningKey({ algorithm: 'ES256', kid: 'ec' }),
  attackerEd: createSigningKey({ algorithm: 'EdDSA', kid: 'ed' }),
} as const satisfies Record<string, SigningKey>;

/** Claims of a token that would be let in. */
export const claims = {
  iss: issuer,
  aud: 'things',
  sub: 'user-1',
  client_id: 'app',
  scope: 'read',
  exp: startSeconds + 600,
  iat: startSeconds,
};

type Members = Readonly<Record<string, unknown>>;

/** A token the issuer really signed, with members changed; `undefined` leaves one out. */
export const signed = (changed: Members = {}, header: Members = {}, key: SigningKey = keys.rsa): string =>
  `Bearer ${key.sign({ ...claims, ...changed }, header)}`;

/** A token the issuer really signed, of this payload text, member for member. */
export const signedText = (payload: string, header: Members = {}): string => `Bearer ${keys.rsa.sign(payload, header)}`;

export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token of these segments as they are, with any signature. */
export const forged = (header: unknown, payload: unknown, signature = 'AAAA'): string =>
  `Bearer ${encode(header)}.${encode(payload)}.${signature}`;

/** A good token, segment by segment. */
export const segments = (key: SigningKey = keys.rsa, changed: Members = {}): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = key.sign({ ...claims, ...changed }).split('.');
  return [header, payload, signature];
};

/** JSON text of the good claims with one member written twice, the second time as text says. */
export const claimsText = (extra: string): string => JSON.stringify(claims).replace(/\}$/, `,${extra}}`);
