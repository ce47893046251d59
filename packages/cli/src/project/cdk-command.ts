import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { delimiter, dirname } from 'node:path';
import type { Environment } from '../shell/environment.ts';

const cdkFile = (): string => createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');

/** The CDK CLI that this package depends on, run by this Node. */
export const cdkCommand = (
  args: readonly string[],
): { readonly command: string; readonly args: readonly string[] } => ({
  command: process.execPath,
  args: [cdkFile(), ...args, '--no-notices'],
});

/** The environment for programs of the project: `node` is this Node, and the CDK CLI sends no telemetry. */
export const toolEnvironment = (env: Environment): Environment => ({
  ...env,
  PATH: [dirname(process.execPath), env['PATH'] ?? ''].join(delimiter),
  CDK_DISABLE_CLI_TELEMETRY: '1',
});

/**
 * The environment of a synth that stays on this machine. Without the user's credentials, profile and region the CDK CLI
 * cannot look up an account, and every machine gets the same template.
 */
export const offlineEnvironment = (env: Environment): Environment => ({
  ...Object.fromEntries(Object.entries(toolEnvironment(env)).filter(([name]) => !/^(AWS|CDK_DEFAULT)_/.test(name))),
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
});
