import { CliError } from '../shell/cli-error.ts';

/**
 * A token of the user, checked that it can be sent in a header.
 *
 * @throws {CliError} for text that is not a bearer token; the message does not contain it
 */
export function checkedToken(text: string): string {
  const token = text.trim();
  // RFC 6750 §2.1: b64token.
  if (/^[A-Za-z0-9\-._~+/]+=*$/.test(token)) return token;
  throw new CliError({
    what: 'This cannot be a bearer token (RFC 6750 §2.1)',
    given: token === '' ? 'nothing' : `${token.length} characters, some of which a token cannot have`,
    allowed: 'letters, digits and -._~+/ with "=" at the end',
    remedy: 'Check where the token comes from: scopegate mint | scopegate call GET /path --token -',
  });
}
