import type { Platform } from '@scopegate/local';

/** How an issuer outside the assembly is answered for, and how to get its tokens. */
export const issuerText = (
  { issuer, keys }: Pick<Platform['issuers'][number], 'issuer' | 'keys'>,
  typed: (command: string) => string,
): string =>
  keys === 'given'
    ? `${issuer}  with the keys that were given: only its real tokens verify`
    : `${issuer}  stood in for: its real tokens do not verify here; ${typed(`mint --issuer ${issuer}`)}`;
