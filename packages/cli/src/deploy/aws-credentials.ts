import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import { CliError } from '../shell/cli-error.ts';
import type { Environment } from '../shell/environment.ts';
import { exitCodes } from '../shell/exit-codes.ts';

export interface CredentialSources {
  readonly env: Environment;
  /** The text of a shared file; empty when there is none. */
  readonly credentialsFile: string;
  readonly configFile: string;
  /** Whether the user wants the role of this machine (EC2) to be used. */
  readonly instanceRole: boolean;
}

/**
 * Where the CDK CLI will find AWS credentials, in words. No network is used. Not checked: that they are valid.
 *
 * @returns `undefined` when there are none
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function credentialSource({
  env,
  credentialsFile,
  configFile,
  instanceRole,
}: CredentialSources): string | undefined {
  const has = (name: string): boolean => (env[name] ?? '') !== '';
  const profile = env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'];
  const profiles = [...profilesIn(credentialsFile), ...profilesIn(configFile)];
  if (profile) return profiles.includes(profile) ? `profile "${profile}"` : undefined;
  if (has('AWS_ACCESS_KEY_ID') && has('AWS_SECRET_ACCESS_KEY')) return 'AWS_ACCESS_KEY_ID of the environment';
  if (has('AWS_WEB_IDENTITY_TOKEN_FILE') && has('AWS_ROLE_ARN')) return 'the web identity of the environment';
  if (has('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI') || has('AWS_CONTAINER_CREDENTIALS_FULL_URI')) {
    return "the container's role";
  }
  if (profiles.includes('default')) return 'profile "default"';
  return instanceRole ? "this machine's role" : undefined;
}

// Settings that lead to credentials, in either file.
const leadsToCredentials =
  /^\s*(?:aws_access_key_id|role_arn|sso_session|sso_start_url|credential_process|web_identity_token_file|login_session)\s*=\s*\S/;

function profilesIn(text: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, name] = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(line) ?? [];
    if (name !== undefined) current = name.startsWith('sso-session ') ? undefined : name;
    else if (current !== undefined && leadsToCredentials.test(line)) found.push(current);
  }
  return found;
}

/**
 * Asserts that the CDK CLI will find AWS credentials.
 *
 * @returns where, in words
 * @throws {CliError} exit code 2
 */
export function assertCredentials({ env, home }: Pick<Host, 'env' | 'home'>, instanceRole: boolean): string {
  const source = credentialSource({
    env,
    credentialsFile: textOrNone(env['AWS_SHARED_CREDENTIALS_FILE'] || join(home, '.aws', 'credentials')),
    configFile: textOrNone(env['AWS_CONFIG_FILE'] || join(home, '.aws', 'config')),
    instanceRole,
  });
  if (source !== undefined) return source;
  const profile = env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'];
  throw noCredentials(profile ? `profile "${profile}", which neither shared file gives credentials` : nothingFound);
}

/** The failure of a deploy that has no credentials. Nothing was changed. */
export const noCredentials = (given: string): CliError =>
  new CliError({
    what: 'There are no usable AWS credentials',
    given,
    allowed:
      'AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY, a profile of ~/.aws (AWS_PROFILE), a web identity, the role of a container or, with --instance-role, of this EC2 machine',
    remedy:
      'Sign in (`aws sso login`, `aws configure`), name the profile with AWS_PROFILE and run this again; nothing was deployed. To run the API without AWS: scopegate start',
    exitCode: exitCodes.credentials,
  });

const nothingFound = 'no credentials in the environment, none in ~/.aws/credentials or ~/.aws/config';

function textOrNone(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
