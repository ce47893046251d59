import { algorithmAttacks } from './algorithms.ts';
import { claimAttacks } from './claims.ts';
import { credentialAttacks } from './credentials.ts';
import { encodingAttacks } from './encoding.ts';
import { jsonAttacks } from './json.ts';
import { keyAttacks } from './keys.ts';
import { scopeAttacks } from './scopes.ts';
import { signatureAttacks } from './signatures.ts';
import { tokenTypeAttacks } from './token-types.ts';

/** Every attack, by topic. */
export const attackTables = {
  credentials: credentialAttacks,
  encoding: encodingAttacks,
  json: jsonAttacks,
  algorithms: algorithmAttacks,
  keys: keyAttacks,
  signatures: signatureAttacks,
  claims: claimAttacks,
  'token types': tokenTypeAttacks,
  scopes: scopeAttacks,
};
