import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PlatformOptions } from '@scopegate/local';
import { InvalidArgumentError } from 'commander';
import { CliError, messageOf } from '../shell/cli-error.ts';
import { parsePair } from './pair-option.ts';
import type { Pair } from './start-options.ts';

const form = 'arn:aws:iam::<account>:role/<name>=policy.json';

/** Reads `<ARN>=<file>`: of a role or managed policy that the template names and does not hold. */
export function parsePolicy(text: string): Pair {
  const [arn, file] = parsePair(text, form);
  if (!/^arn:[a-z-]+:iam::(\d{12}|aws):(role|policy)\/\S+$/.test(arn) || file === '')
    throw new InvalidArgumentError(`Allowed: ${form}, a role or a managed policy.`);
  return [arn, file];
}

/**
 * The policy documents by ARN.
 *
 * Not checked here: what the documents say; the platform reads them.
 *
 * @param directory file names are relative to it
 * @throws {CliError} for an ARN that is given twice, and for the first file that holds no JSON object
 */
export function readPolicies(pairs: readonly Pair[], directory: string): PlatformOptions['policies'] {
  const documents: Record<string, object> = {};
  for (const [arn, file] of pairs) {
    if (Object.hasOwn(documents, arn)) throw unusable(`${arn} twice`, 'one file per ARN', 'Leave one out');
    documents[arn] = readDocument(resolve(directory, file));
  }
  return documents;
}

function readDocument(file: string): object {
  const document = parse(file);
  if (typeof document === 'object' && document !== null && !Array.isArray(document)) return document;
  throw unusable(`${file}: it holds no object`, allowed, remedy);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unusable(`${file}: ${error instanceof SyntaxError ? 'it is not JSON' : messageOf(error)}`, allowed, remedy);
  }
}

const allowed = 'a policy document: { "Version": "2012-10-17", "Statement": [...] }';
const remedy = 'Write into it what the role is allowed on AWS';

const unusable = (given: string, allowed: string, remedy: string): CliError =>
  new CliError({ what: 'A file of --policy cannot be used', given, allowed, remedy });
