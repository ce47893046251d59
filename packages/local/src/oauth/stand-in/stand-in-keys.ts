import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SignatureAlgorithm } from '@scopegate/contract/issuers';
import type { JWK } from 'jose';
import { isJsonObject, parseJson } from '../../runtime/index.ts';
import { readIfPresent, writePrivately } from '../private-file.ts';

/** The keys of a stand-in: all published, the last one signs. */
export interface StandInKeys {
  readonly algorithm: SignatureAlgorithm;
  published(): readonly JWK[];
  /** A JWS of these claims. */
  sign(header: Readonly<Record<string, string>>, claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** Adds a key that signs from now on. */
  rotate(): Promise<void>;
}

interface KeyFile {
  readonly version: 1;
  /** Private keys with `kid` and `alg`. */
  readonly keys: readonly JWK[];
}

/** What of a key may be published. */
const publicMembers = ['kty', 'kid', 'alg', 'use', 'n', 'e', 'crv', 'x', 'y'] as const;

/**
 * The keys of the stand-in for an issuer, from its file in `directory` (mode 0600), or new ones.
 *
 * @throws Error when the file is there and unreadable: tokens in use depend on it. The message quotes none of it.
 */
export async function openStandInKeys(
  directory: string,
  { issuer, algorithm }: { readonly issuer: string; readonly algorithm: SignatureAlgorithm },
): Promise<StandInKeys> {
  const name = fileNameOf(issuer);
  const path = join(directory, name);
  const text = await readIfPresent(path);
  let keys = text === undefined ? [] : parseKeys(text, path);
  const rotate = async (): Promise<void> => {
    const next = [...keys, await newKey(algorithm)];
    const file: KeyFile = { version: 1, keys: next };
    await writePrivately(directory, name, JSON.stringify(file));
    keys = next;
  };
  // A setting may have changed what it signs with.
  if (keys.at(-1)?.alg !== algorithm) await rotate();
  return {
    algorithm,
    published: () => keys.map(toPublic),
    sign: async (header, claims) => {
      const { importJWK, SignJWT } = await import('jose');
      const key = keys.at(-1) ?? {};
      return await new SignJWT({ ...claims })
        .setProtectedHeader({ ...header, kid: key.kid ?? '', alg: algorithm })
        .sign(await importJWK(key, algorithm));
    },
    rotate,
  };
}

const fileNameOf = (issuer: string): string =>
  `issuer-${createHash('sha256').update(issuer).digest('hex').slice(0, 24)}.json`;

async function newKey(algorithm: SignatureAlgorithm): Promise<JWK> {
  const { exportJWK, generateKeyPair } = await import('jose');
  const { privateKey } = await generateKeyPair(algorithm, { modulusLength: 2048, extractable: true });
  return { ...(await exportJWK(privateKey)), kid: randomBytes(16).toString('base64url'), alg: algorithm, use: 'sig' };
}

const toPublic = (key: JWK): JWK =>
  Object.fromEntries(publicMembers.flatMap((member) => (key[member] === undefined ? [] : [[member, key[member]]])));

function parseKeys(text: string, path: string): readonly JWK[] {
  const file = parseJson(text);
  if (isJsonObject(file) && file['version'] === 1 && Array.isArray(file['keys']) && file['keys'].every(isJsonObject))
    return file['keys'];
  throw new Error(
    `The keys of an issuer in ${path} cannot be read. Allowed: what this version wrote there. Remove the file to start with new keys.`,
  );
}
