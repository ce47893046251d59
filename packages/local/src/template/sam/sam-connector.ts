import { isJsonObject } from '../../runtime/index.ts';
import { expanded } from '../expand/expansion.ts';
import type { Json } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import { harmless, modelled, type PropertyTable } from '../properties/property-table.ts';
import type { Entry, SamResource } from './sam-resource.ts';

export const samConnector: PropertyTable = {
  ...modelled('Source', 'Destination', 'Permissions'),
  ...harmless('about other sources', 'SourceReference'),
};

const functions: ReadonlySet<string> = new Set(['AWS::Serverless::Function', 'AWS::Lambda::Function']);
const tableTypes: ReadonlySet<string> = new Set(['AWS::Serverless::SimpleTable', 'AWS::DynamoDB::Table']);

const actionNames: Readonly<Record<string, readonly string[]>> = {
  Read: ['GetItem', 'Query', 'Scan', 'BatchGetItem', 'ConditionCheckItem', 'PartiQLSelect'],
  Write: ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLDelete', 'PartiQLInsert', 'PartiQLUpdate'],
};

/**
 * The policy of a connector from a function to a table of the template, attached to the function's role. `undefined` for
 * any other connector: it grants nothing on tables here.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 */
export function connectorEntry(sam: SamResource): Entry | undefined {
  const { logicalId, properties, origin } = sam;
  const source = idOf(properties.written('Source'));
  const role = source === undefined ? undefined : roleOf(source, sam);
  const destinations = properties.written('Destination') ?? [];
  const tables = (isList(destinations) ? destinations : [destinations])
    .map(idOf)
    .filter((id) => id !== undefined && tableTypes.has(typeOf(id, sam)));
  if (role === undefined || tables.length === 0) return undefined;
  const actions = properties.strings('Permissions').flatMap((permission) => actionNames[permission] ?? []);
  const resources = tables.flatMap((id): Json[] => {
    const arn: Json = { 'Fn::GetAtt': [String(id), 'Arn'] };
    return [arn, { 'Fn::Join': ['/', [arn, 'index/*']] }];
  });
  const statement = { Effect: 'Allow', Action: actions.map((action) => `dynamodb:${action}`), Resource: resources };
  const policy = { PolicyDocument: { Version: '2012-10-17', Statement: [statement] }, Roles: [role] };
  return [
    `${logicalId}Policy`,
    expanded('AWS::IAM::ManagedPolicy', policy, { ...origin, path: 'Properties (as Policy)' }),
  ];
}

function idOf(end: Json | undefined): string | undefined {
  const id = isJsonObject(end) ? own(end, 'Id') : undefined;
  return typeof id === 'string' ? id : undefined;
}

const typeOf = (id: string, { expansion }: SamResource): string => expansion.template.resources.get(id)?.type ?? '';

/** The role by its name: the one SAM makes, or the one of the template that the function names. */
function roleOf(id: string, sam: SamResource): Json | undefined {
  const fn = sam.expansion.template.resources.get(id);
  if (fn === undefined || !functions.has(fn.type)) return undefined;
  const role = own(fn.properties, 'Role');
  if (role === undefined) return fn.type === 'AWS::Serverless::Function' ? { Ref: `${id}Role` } : undefined;
  const attribute = isJsonObject(role) ? own(role, 'Fn::GetAtt') : undefined;
  const named = isList(attribute) ? attribute[0] : String(attribute ?? '').replace(/\.Arn$/, '');
  if (typeof named === 'string' && sam.expansion.template.resources.has(named)) return { Ref: named };
  sam.properties.fault('Source', {
    rule: 'connector-role',
    what: `The role of ${id} is not in the template, so that the connector cannot be run`,
    remedy: 'Name a role of the template, or leave Role out.',
  });
  return undefined;
}
