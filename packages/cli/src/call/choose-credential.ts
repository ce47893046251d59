import { CliError } from '../shell/cli-error.ts';

export interface CredentialOptions {
  readonly client?: string | undefined;
  readonly scope?: string | undefined;
  /** A token; `-`: from stdin. */
  readonly token?: string | undefined;
  /** With AWS Signature Version 4; a name: as this caller. */
  readonly sign?: boolean | string | undefined;
  /** Whether a header already carries one. */
  readonly inHeader: boolean;
}

/** How a call is to be authorized. */
export type CredentialKind = 'none' | 'mint' | 'token' | 'stdin' | 'sign';

/**
 * Which one credential a call carries; none without any option.
 *
 * @throws {CliError} when the options name several
 */
export function chooseCredential({ client, scope, token, sign, inHeader }: CredentialOptions): CredentialKind {
  const isSigned = sign !== undefined && sign !== false;
  const named = [
    ...(client !== undefined || scope !== undefined ? ['--client or --scope'] : []),
    ...(token === undefined ? [] : ['--token']),
    ...(isSigned ? ['--sign'] : []),
    ...(inHeader ? ["--header 'authorization: ...'"] : []),
  ];
  if (named.length > 1) throw several(named);
  if (client !== undefined || scope !== undefined) return 'mint';
  if (token !== undefined) return token === '-' ? 'stdin' : 'token';
  return isSigned ? 'sign' : 'none';
}

/** A token given by hand, fit for a header. The message never holds it. */
export function checkedToken(text: string): string {
  const token = text.trim();
  // RFC 6750 §2.1: b64token.
  if (/^[A-Za-z0-9\-._~+/]+=*$/.test(token)) return token;
  throw new CliError({
    what: 'This cannot be a bearer token (RFC 6750 §2.1)',
    given: token === '' ? 'nothing' : `${token.length} characters, some of which a token cannot have`,
    allowed: 'letters, digits and -._~+/ with "=" at the end',
    remedy: 'Check what was handed over: scopegate mint | scopegate call GET /path --token -',
  });
}

const several = (named: readonly string[]): CliError =>
  new CliError({
    what: 'A call carries one credential',
    given: named.join(' with '),
    allowed: 'one of --client/--scope, --token, --sign, an authorization header; or none',
    remedy: 'Leave the others out',
  });
