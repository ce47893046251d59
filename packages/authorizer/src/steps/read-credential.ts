import { parseCredential } from '../credential.ts';
import type { State } from '../state.ts';

/** The one bearer token of the request (RFC 6750 §2.1). */
export const readCredential =
  (maxBytes: number) =>
  (state: State): void => {
    const credential = parseCredential(state.authorization, maxBytes);
    if (credential.ok) state.token = credential.token;
    else state.refused = credential.reason;
  };
