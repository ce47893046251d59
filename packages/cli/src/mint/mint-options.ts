import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Project } from '../project/project.ts';
import type { RunState } from '../run/run-state.ts';
import { parseDuration } from '../shell/parse-duration.ts';
import { repeated } from '../shell/repeated.ts';

/** What tokens are minted from. */
export type MintRun = Pick<RunState, 'clients' | 'pools' | 'issuers' | 'admin'>;

/** What a project says about tokens. */
export type MintProject = Pick<Project, 'contract' | 'clients' | 'defaultClient'>;

/** What a token is asked for. */
export interface MintOptions {
  /** @default the project's default client; of a template the only client */
  readonly client?: string | undefined;
  /** Of the contract, or of the client, separated by spaces. @default all scopes of the client */
  readonly scope?: string | undefined;
  /** The exact issuer. @default that of the client, or the only one */
  readonly issuer?: string | undefined;
  /** The subject of the token. */
  readonly user?: string | undefined;
  /** Further claims. */
  readonly claim?: readonly Claim[] | undefined;
  readonly group?: readonly string[] | undefined;
  /** Seconds; negative: it has expired. */
  readonly expiresIn?: number | undefined;
  readonly idToken?: boolean | undefined;
}

/** The members of {@link MintOptions}. */
export const mintOptionNames = [
  'client',
  'scope',
  'issuer',
  'user',
  'claim',
  'group',
  'expiresIn',
  'idToken',
] as const satisfies readonly (keyof MintOptions)[];

/** A claim, and its value. */
export type Claim = readonly [name: string, value: unknown];

/** Adds the options by which a token is chosen. */
export const addMintOptions = (command: Command): Command =>
  command
    .option(
      '--issuer <issuer>',
      'of this issuer, exactly as it names itself (default: that of the client, or the only one)',
    )
    .option('--user <subject>', 'for this user, its subject (sub)')
    .option('--claim <name=value>', 'with this claim; JSON, or a text; may be repeated', repeated(parseClaim))
    .option('--group <name>', 'with this group of the user; may be repeated', repeated(String))
    .option('--expires-in <duration>', 'that is good for so long: 90s, 15m; -5m: it expired (default: 1h)', parseLife)
    .option('--id-token', 'an ID token, which no API may take');

/** `name=value`: the value as JSON where it is that, else as a text. */
export function parseClaim(text: string): Claim {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (name === '') throw new InvalidArgumentError('Allowed: NAME=VALUE, as in email=anna@example.com or level=3.');
  if (name === 'iss') throw new InvalidArgumentError('The issuer is named by --issuer.');
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
}

/** A duration in whole seconds. */
export function parseLife(text: string): number {
  const milliseconds = parseDuration(text.replace(/^-/, ''));
  if (milliseconds === undefined || milliseconds % 1_000 !== 0)
    throw new InvalidArgumentError('Allowed: 90s, 15m, 1h30m, 1d; with - in front for a token that has expired.');
  return (text.startsWith('-') ? -1 : 1) * (milliseconds / 1_000);
}
