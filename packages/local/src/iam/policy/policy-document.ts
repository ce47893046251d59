import type { PolicySelector, PolicyStatement } from '../../model/index.ts';
import { isJsonObject, type UncheckedObject } from '../../runtime/index.ts';
import { isArnPattern } from './arn-like.ts';

/** An IAM policy as written. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: WrittenStatement | readonly WrittenStatement[];
}

/** Exactly one of `Action`/`NotAction` and one of `Resource`/`NotResource`. */
export interface WrittenStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
}

const members: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource']);

/**
 * Reads a policy document.
 *
 * @throws TypeError for anything that is not understood to the last member, since to skip part of a policy is to change
 * who gets in: an unknown member, `Condition` and `Principal`, policy variables (`${...}`), a resource that is neither
 * `*` nor an ARN of six parts. The message names the statement by its place, never quotes a value.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicyDocument(document: unknown): readonly PolicyStatement[] {
  if (!isJsonObject(document)) throw new TypeError('a policy document must be an object with a Statement');
  const { Version, Statement } = document;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17') {
    throw new TypeError('the Version of a policy document must be "2012-10-17" or "2008-10-17"');
  }
  const statements: unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0) throw new TypeError('a policy document must have at least one statement');
  return statements.map((statement, at) => parseStatement(statement, `policy statement ${at}`));
}

function parseStatement(statement: unknown, name: string): PolicyStatement {
  if (!isJsonObject(statement)) throw new TypeError(`${name} must be an object`);
  const unknown = Object.keys(statement).filter((member) => !members.has(member));
  if (unknown.length > 0) {
    throw new TypeError(`${name} has members that are not evaluated here (${[...members].join(', ')} are)`);
  }
  const effect = statement['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') throw new TypeError(`${name} must have an Effect of Allow or Deny`);
  const resource = parseSelector(statement, 'Resource', name);
  if (!resource.patterns.every((pattern) => pattern === '*' || isArnPattern(pattern))) {
    throw new TypeError(`${name} has a resource that is neither "*" nor an ARN of six parts`);
  }
  return { effect, action: parseSelector(statement, 'Action', name), resource };
}

function parseSelector(statement: UncheckedObject, member: string, name: string): PolicySelector {
  const negated = statement[member] === undefined;
  const value = negated ? statement[`Not${member}`] : statement[member];
  const patterns: unknown[] = Array.isArray(value) ? value : [value];
  const strings = patterns.filter((pattern) => typeof pattern === 'string');
  const onlyOne = negated || statement[`Not${member}`] === undefined;
  if (!onlyOne || strings.length === 0 || strings.length !== patterns.length) {
    throw new TypeError(`${name} must have ${member} or Not${member}, one of them, as strings`);
  }
  if (strings.some((pattern) => pattern.includes('${'))) {
    throw new TypeError(`${name} has a policy variable in its ${member}; variables are not evaluated here`);
  }
  return { negated, patterns: strings };
}
