import type { Json } from '../../json.ts';
import { isList, isObject, own, quote } from '../../json.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';

const remedy = 'Write { "Version": "2012-10-17", "Statement": [{ "Effect": ..., "Action": ..., "Resource": ... }] }.';

/**
 * Checks the outline of a policy document: statements, each with an Effect and an Action or NotAction. Evaluates
 * nothing: policies are not in the model. Statements made by an intrinsic function are let through.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkPolicyDocument(properties: PropertyReader, name: string): void {
  const document = properties.raw(name);
  const problem = documentProblem(document);
  if (problem !== undefined) properties.fault(name, problem, remedy);
}

function documentProblem(document: Json | undefined): string | undefined {
  const statement = isObject(document) ? own(document, 'Statement') : undefined;
  if (statement === undefined) return `A policy document needs a Statement, got ${quote(document)}`;
  return (isList(statement) ? statement : [statement]).map(statementProblem).find((problem) => problem !== undefined);
}

function statementProblem(statement: Json): string | undefined {
  if (!isObject(statement)) return `A policy statement must be an object, got ${quote(statement)}`;
  if (Object.keys(statement).some((key) => key.startsWith('Fn::') || key === 'Ref')) return undefined;
  const effect = own(statement, 'Effect');
  if (effect !== 'Allow' && effect !== 'Deny') return `Effect must be "Allow" or "Deny", got ${quote(effect)}`;
  const acts = own(statement, 'Action') ?? own(statement, 'NotAction');
  return acts === undefined ? 'A policy statement needs an Action or a NotAction' : undefined;
}
