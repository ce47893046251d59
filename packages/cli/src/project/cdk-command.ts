import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { delimiter, dirname } from 'node:path';
import type { Host } from '../host/host.ts';

type Environment = Host['env'];

const cdkFile = (): string => createRequire(import.meta.url).resolve('aws-cdk/bin/cdk');

/** The CDK CLI of this package, run by this Node. */
export const cdkCommand = (
  args: readonly string[],
): { readonly command: string; readonly args: readonly string[] } => ({
  command: process.execPath,
  args: [cdkFile(), ...args, '--no-notices'],
});

/** The environment for programs of the project: `node` is this Node, and nothing reports home. */
export const toolEnvironment = (env: Environment): Environment => ({
  ...env,
  PATH: [dirname(process.execPath), env['PATH'] ?? ''].join(delimiter),
  CDK_DISABLE_CLI_TELEMETRY: '1',
});

/**
 * For a synth that stays on this machine: no credential, profile or region of the user reaches it, so that the CLI has
 * nobody to ask about an account and every machine gets the same template.
 */
export const offlineEnvironment = (env: Environment): Environment => ({
  ...Object.fromEntries(Object.entries(toolEnvironment(env)).filter(([name]) => !/^(AWS|CDK_DEFAULT)_/.test(name))),
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_EC2_METADATA_DISABLED: 'true',
});
