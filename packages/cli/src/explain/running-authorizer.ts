import { readFileSync } from 'node:fs';
import { type DecisionOptions, parseIssuers } from '@scopegate/authorizer';
import { type AccessTable, parseAccessTable } from '@scopegate/contract/decision';
import type { RunState } from '../run/run-state.ts';
import { CliError, messageOf } from '../shell/cli-error.ts';

/** What the authorizer of the running platform decides by: the deployed table and issuers, not the project's. */
export type RunningDecision = Pick<DecisionOptions, 'table' | 'issuers'>;

/**
 * Reads what the running authorizer starts from.
 *
 * @throws {CliError} when the platform has none of ours, or one that could not start either
 */
export function readRunAuthorizer({ url, authorizer }: Pick<RunState, 'url' | 'authorizer'>): RunningDecision {
  if (authorizer === undefined) throw noAuthorizer(url);
  return {
    table: read(() => readTable(authorizer.accessTable)),
    issuers: read(() => parseIssuers(authorizer.issuers)),
  };
}

const readTable = (file: string): AccessTable => parseAccessTable(readFileSync(file, 'utf8'));

function read<Part>(part: () => Part): Part {
  try {
    return part();
  } catch (error) {
    throw new CliError({
      what: 'The running authorizer cannot be read',
      given: messageOf(error),
      allowed: 'the code and SCOPEGATE_ISSUERS of an authorizer that starts',
      remedy: 'Start the platform again: scopegate start',
    });
  }
}

const noAuthorizer = (url: string): CliError =>
  new CliError({
    what: "The API's authorizer cannot be explained",
    given: `${url}, whose routes do not ask exactly one authorizer with SCOPEGATE_ISSUERS`,
    allowed: 'an API made by ScopedHttpApi of @scopegate/cdk',
    remedy: 'Call explain() of @scopegate/authorizer with what your own authorizer is made from',
  });
