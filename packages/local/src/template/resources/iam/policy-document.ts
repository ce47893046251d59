import type { Finding } from '../../../model/index.ts';
import { isJsonObject, quote } from '../../../runtime/index.ts';
import type { Json } from '../../json-value.ts';
import { isList, own } from '../../json-value.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';

const outline = {
  rule: 'policy-document',
  remedy: 'Write { "Version": "2012-10-17", "Statement": [{ "Effect": ..., "Action": ..., "Resource": ... }] }.',
};

/**
 * Checks the outline of a policy document: statements, each with an Effect and an Action or NotAction. Evaluates
 * nothing: policies are not in the model. Statements made by an intrinsic function are let through.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkPolicyDocument(properties: PropertyReader, name: string): void {
  const document = properties.raw(name);
  const finding = documentFinding(document);
  if (finding !== undefined) properties.fault(name, finding);
}

function documentFinding(document: Json | undefined): Finding | undefined {
  const statement = isJsonObject(document) ? own(document, 'Statement') : undefined;
  if (statement === undefined) {
    return { ...outline, what: 'A policy document needs a Statement', given: quote(document) };
  }
  return (isList(statement) ? statement : [statement]).map(statementFinding).find((finding) => finding !== undefined);
}

function statementFinding(statement: Json): Finding | undefined {
  if (!isJsonObject(statement)) {
    return { ...outline, what: 'A policy statement must be an object', given: quote(statement) };
  }
  if (Object.keys(statement).some((key) => key.startsWith('Fn::') || key === 'Ref')) return undefined;
  const effect = own(statement, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny') {
    return { ...outline, what: 'Effect must be "Allow" or "Deny"', given: quote(effect) };
  }
  const acts = own(statement, 'Action') ?? own(statement, 'NotAction');
  return acts === undefined ? { ...outline, what: 'A policy statement needs an Action or a NotAction' } : undefined;
}
