import { isArnPattern, matchesWildcard, tableActions } from '../../../iam/index.ts';
import type { PolicySelector, PolicyStatement } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import { isList } from '../../json-value.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { modelled } from '../../properties/property-table.ts';

const documentTable = modelled('Version', 'Id', 'Statement');
const statementMembers = modelled('Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition');

/**
 * Reads the statements of a policy document that are about some actions (those of tables by default), resources resolved. Statements about other actions are
 * left out: nothing here asks for them. What is not understood of the others is a fault, since to skip part of a policy
 * is to change who gets in: a `Condition`, policy variables, a resource that is neither `*` nor an ARN.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readStatements(
  holder: PropertyReader,
  name: string,
  actions: readonly string[] = tableActions,
): readonly PolicyStatement[] {
  const document = holder.object(name, documentTable);
  if (document === undefined) return [];
  document.oneOf('Version', ['2012-10-17', '2008-10-17']);
  return statementsOf(document).flatMap((statement) => readStatement(statement, actions));
}

/** One statement need not stand in a list. */
function statementsOf(document: PropertyReader): readonly PropertyReader[] {
  if (isList(document.raw('Statement'))) return document.objects('Statement', statementMembers);
  return [document.object('Statement', statementMembers)].filter((statement) => statement !== undefined);
}

function readStatement(statement: PropertyReader, actions: readonly string[]): readonly PolicyStatement[] {
  const effect = statement.requiredOneOf('Effect', ['Allow', 'Deny']);
  const action = readSelector(statement, 'Action');
  if (effect === undefined || !isAbout(action, actions)) return [];
  if (statement.has('Condition')) {
    statement.fault('Condition', {
      rule: 'policy-condition',
      what: 'Conditions of policies are not evaluated by the local platform, and this one decides about a call',
      remedy: 'Grant without a condition in the stack that is run locally, or run this against AWS.',
    });
    return [];
  }
  const resource = readSelector(statement, 'Resource');
  checkResource(statement, resource);
  return [{ effect, action, resource }];
}

function isAbout({ negated, patterns }: PolicySelector, actions: readonly string[]): boolean {
  const lowered = patterns.map((pattern) => pattern.toLowerCase());
  return actions.some((one) => {
    const action = one.toLowerCase();
    return lowered.some((pattern) => matchesWildcard(pattern, action)) !== negated;
  });
}

/** Text or a list of it, under the name or its negation. */
function readSelector(statement: PropertyReader, member: 'Action' | 'Resource'): PolicySelector {
  const negated = statement.has(`Not${member}`);
  if (negated && statement.has(member)) {
    statement.fault(member, {
      rule: 'policy-selector-and-negation',
      what: `A statement has ${member} or Not${member}, not both`,
      remedy: 'Split the statement.',
    });
  }
  const name = negated ? `Not${member}` : member;
  const patterns = isList(statement.raw(name)) ? statement.strings(name) : [statement.string(name)];
  return { negated, patterns };
}

function checkResource(statement: PropertyReader, { negated, patterns }: PolicySelector): void {
  const name = negated ? 'NotResource' : 'Resource';
  for (const pattern of patterns) {
    if (pattern.includes('${')) {
      statement.fault(name, {
        rule: 'policy-variable',
        what: 'Policy variables are not evaluated by the local platform',
        given: quote(pattern),
        remedy: 'Name the table in the stack that is run locally.',
      });
    } else if (pattern !== '*' && !isArnPattern(pattern)) {
      statement.fault(name, {
        rule: 'policy-resource',
        what: `${quote(pattern)} is neither "*" nor an ARN of six parts`,
        remedy: 'Give the ARN of a table, such as Fn::GetAtt <table>.Arn.',
      });
    }
  }
}
