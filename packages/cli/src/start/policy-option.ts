import { resolve } from 'node:path';
import type { PlatformOptions } from '@scopegate/local';
import { InvalidArgumentError } from 'commander';
import { CliError } from '../shell/cli-error.ts';
import { isRecord } from '../shell/json.ts';
import { type NameValue, parseNameValue } from './name-value.ts';
import { readJsonFile } from './option-file.ts';

const policyForm = 'arn:aws:iam::<account>:role/<name>=policy.json';

/** Reads `<ARN>=<file>`: the ARN of a role or managed policy that the template names but does not contain. */
export function parsePolicy(text: string): NameValue {
  const [arn, file] = parseNameValue(text, policyForm);
  if (!/^arn:[a-z-]+:iam::(\d{12}|aws):(role|policy)\/\S+$/.test(arn) || file === '')
    throw new InvalidArgumentError(`Allowed: ${policyForm}, a role or a managed policy.`);
  return [arn, file];
}

/**
 * The policy documents by ARN.
 *
 * Not checked here: the content of the documents; the platform reads it.
 *
 * @param directory file names are relative to it
 * @throws {CliError} for an ARN that is given twice, and for the first file that is not a JSON object
 */
export function readPolicies(files: readonly NameValue[], directory: string): PlatformOptions['policies'] {
  const documents: Record<string, object> = {};
  for (const [arn, file] of files) {
    if (Object.hasOwn(documents, arn)) throw policyTwice(arn);
    documents[arn] = readDocument(resolve(directory, file));
  }
  return documents;
}

function readDocument(file: string): object {
  const document = readJsonFile(file, (fault) => badPolicyFile(file, fault));
  if (isRecord(document)) return document;
  throw badPolicyFile(file, 'it is not a JSON object');
}

const badPolicyFile = (file: string, fault: string): CliError =>
  new CliError({
    what: 'A file of --policy cannot be used',
    given: `${file}: ${fault}`,
    allowed: 'a policy document: { "Version": "2012-10-17", "Statement": [...] }',
    remedy: 'Write the permissions into it that the role has on AWS',
  });

const policyTwice = (arn: string): CliError =>
  new CliError({
    what: 'A file of --policy cannot be used',
    given: `${arn} twice`,
    allowed: 'one file per ARN',
    remedy: 'Leave one out',
  });
