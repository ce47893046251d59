import { readText, splitText, type TextPart, valueKey } from './read-text.ts';

/**
 * Whether a `SourceArn` names the API of this account and nothing beside it, with or without stage, method and path. Its ID
 * must be a reference: a literal one cannot be told from another API's. Lambda compares by `StringLike`, so that a
 * wildcard before the ID would cover other accounts.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html
 */
export function isSourceOf(apiId: string, sourceArn: unknown): boolean {
  const fields = splitText(readText(sourceArn) ?? [], ':');
  const [arn, partition = [], service, region = [], account = [], resource = []] = fields;
  const [id, path = ''] = resource;
  return (
    isText(arn, 'arn') &&
    isField(partition, /^aws[a-z-]*$/, 'AWS::Partition') &&
    isText(service, 'execute-api') &&
    isField(region, /^[a-z]{2}[a-z-]*-\d+$/, 'AWS::Region') &&
    isField(account, /^\d{12}$/, 'AWS::AccountId') &&
    typeof id === 'object' &&
    id.name === apiId &&
    (id.attribute === undefined || id.attribute === 'ApiId') &&
    (resource.length === 1 || (typeof path === 'string' && path.startsWith('/')))
  );
}

/** Whether a text is another one, or what stands before its `*` at the end begins it. */
export function covers(pattern: unknown, value: unknown): boolean {
  const [wanted, given] = [readText(pattern), readText(value)];
  const last = wanted?.at(-1);
  if (!wanted || !given || typeof last !== 'string' || !last.endsWith('*'))
    return valueKey(pattern) === valueKey(value);
  const before = wanted.slice(0, -1);
  const next = given[before.length];
  const start = last.slice(0, -1);
  return (
    JSON.stringify(before) === JSON.stringify(given.slice(0, before.length)) &&
    (start === '' || (typeof next === 'string' && next.startsWith(start)))
  );
}

const isText = (field: readonly TextPart[] | undefined, text: string): boolean =>
  field?.length === 1 && field[0] === text;

function isField(field: readonly TextPart[], literal: RegExp, pseudoParameter: string): boolean {
  const [part, ...others] = field;
  if (part === undefined || others.length > 0) return false;
  return typeof part === 'string' ? literal.test(part) : part.name === pseudoParameter && part.attribute === undefined;
}
