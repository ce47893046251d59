import { readFileSync } from 'node:fs';
import { type DecisionOptions, parseIssuers } from '@scopegate/authorizer';
import { type AccessTable, parseAccessTable } from '@scopegate/contract/decision';
import { type IssuerSettings, issuerShapes, requestForm } from '@scopegate/contract/issuers';
import type { RunState } from '../run/run-state.ts';
import { CliError } from '../shell/cli-error.ts';
import { messageOf } from '../shell/error-message.ts';

/** The data of the running authorizer: the table and issuers that it was deployed with, not those of the project. */
export interface RunningAuthorizer extends Pick<DecisionOptions, 'table' | 'issuers'> {
  /** How clients of each issuer ask for scopes, by `iss`. */
  readonly requestForms: Readonly<Record<string, string>>;
}

/**
 * Reads the access table and the issuers of the running authorizer.
 *
 * @throws {CliError} when the API has no authorizer of Scopegate, or one whose data is invalid
 */
export function readRunningAuthorizer({ url, authorizer }: Pick<RunState, 'url' | 'authorizer'>): RunningAuthorizer {
  if (authorizer === undefined) throw noAuthorizer(url);
  return {
    table: readPart(() => readTable(authorizer.accessTable)),
    issuers: readPart(() => parseIssuers(authorizer.issuers)),
    requestForms: requestFormsIn(authorizer.issuers),
  };
}

// Read after `parseIssuers` found them good.
function requestFormsIn(issuers: string): Record<string, string> {
  const settings: readonly IssuerSettings[] = JSON.parse(issuers);
  return Object.fromEntries(
    settings.flatMap((one) => issuerShapes(one).map(({ issuer }) => [issuer, requestForm(one)])),
  );
}

const readTable = (file: string): AccessTable => parseAccessTable(readFileSync(file, 'utf8'));

function readPart<Part>(part: () => Part): Part {
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
    remedy: 'Call explain() of @scopegate/authorizer with the options of your own authorizer',
  });
