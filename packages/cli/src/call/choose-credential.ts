import { type MintOptions, mintOptionNames } from '../mint/mint-options.ts';
import { CliError } from '../shell/cli-error.ts';

export interface CredentialOptions extends MintOptions {
  /** A token; `-`: from stdin. */
  readonly token?: string | undefined;
  /** Signs with AWS Signature Version 4; a name: as this caller. */
  readonly sign?: boolean | string | undefined;
  /** Whether a header already contains a credential. */
  readonly inHeader: boolean;
}

/** The credential of a call, and where it comes from. */
export type CredentialKind = 'none' | 'mint' | 'token' | 'stdin' | 'sign';

/**
 * The one credential of a call; none without any option.
 *
 * @throws {CliError} when the options name several
 */
export function chooseCredential({ token, sign, inHeader, ...minted }: CredentialOptions): CredentialKind {
  const isMinted = mintOptionNames.some((name) => minted[name] !== undefined);
  const isSigned = sign !== undefined && sign !== false;
  const named = [
    ...(isMinted ? ['--client, --scope or another option of mint'] : []),
    ...(token === undefined ? [] : ['--token']),
    ...(isSigned ? ['--sign'] : []),
    ...(inHeader ? ["--header 'authorization: ...'"] : []),
  ];
  if (named.length > 1) throw severalCredentials(named);
  if (isMinted) return 'mint';
  if (token !== undefined) return token === '-' ? 'stdin' : 'token';
  return isSigned ? 'sign' : 'none';
}

const severalCredentials = (named: readonly string[]): CliError =>
  new CliError({
    what: 'A call carries one credential',
    given: named.join(' with '),
    allowed: 'one of --client/--scope, --token, --sign, an authorization header; or none',
    remedy: 'Leave the others out',
  });
