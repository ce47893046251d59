import { isJsonObject, quote } from '../../runtime/index.ts';
import { evaluateHead, intrinsicCall } from '../intrinsics/evaluate.ts';
import { Unresolvable } from '../intrinsics/unresolvable.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import type { SamResource } from './sam-resource.ts';
import { tablePolicy } from './sam-table-policies.ts';

/** The policies of the role that SAM makes for a function, as `AWS::IAM::Role` has them. */
export interface SamPolicies {
  readonly managed: readonly Json[];
  readonly inline: readonly JsonObject[];
}

const basic = 'AWSLambdaBasicExecutionRole';

/**
 * `Policies` of a function: names and ARNs of managed policies, documents, and SAM's policy templates, of which those about
 * tables become documents and the others are left out, since they grant nothing on tables.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export function samPolicies(sam: SamResource): SamPolicies {
  const all = choose(sam.properties.written('Policies') ?? [], sam) ?? [];
  const read = (isList(all) ? all : [all]).map((policy) => readPolicy(policy, sam));
  return {
    managed: [managedArn(basic), ...read.flatMap(({ managed }) => managed)],
    inline: read
      .flatMap(({ inline }) => inline)
      .map((document, index) => ({ PolicyName: `${sam.logicalId}RolePolicy${index}`, PolicyDocument: document })),
  };
}

const nothing: SamPolicies = { managed: [], inline: [] };

function readPolicy(written: Json, sam: SamResource): SamPolicies {
  const policy = choose(written, sam);
  if (policy === undefined) return nothing;
  if (typeof policy === 'string') return { ...nothing, managed: [policy.includes(':') ? policy : managedArn(policy)] };
  if (isJsonObject(policy) && Object.hasOwn(policy, 'Statement')) return { ...nothing, inline: [policy] };
  if (isJsonObject(policy) && intrinsicCall(policy) !== undefined) return { ...nothing, managed: [policy] };
  const [name, ...more] = isJsonObject(policy) ? Object.keys(policy) : [];
  if (name !== undefined && more.length === 0 && isJsonObject(policy))
    return fromTemplate(name, own(policy, name), sam);
  sam.properties.fault('Policies', {
    rule: 'sam-policy-form',
    what: `${quote(policy)} is no policy`,
    remedy: 'Give the name or ARN of a managed policy, a document with a Statement, or one policy template.',
  });
  return nothing;
}

/** Conditions decide which policies there are; what else is an intrinsic function has its value later. */
function choose(written: Json, { expansion, properties }: SamResource): Json | undefined {
  if (intrinsicCall(written)?.name !== 'Fn::If') return written;
  try {
    return evaluateHead(written, expansion.scope);
  } catch (error) {
    if (!(error instanceof Unresolvable)) throw error;
    properties.fault('Policies', error.finding);
    return undefined;
  }
}

function fromTemplate(name: string, parameters: Json | undefined, { properties }: SamResource): SamPolicies {
  if (!name.startsWith('DynamoDB')) return nothing;
  const policy = tablePolicy(name, isJsonObject(parameters) ? parameters : {});
  if (policy !== undefined) return { ...nothing, inline: [policy] };
  properties.fault('Policies', {
    rule: 'sam-policy-template',
    what: `The policy template ${name} with the parameters ${quote(parameters)} is not known to the local platform`,
    remedy: 'Use DynamoDBCrudPolicy, DynamoDBReadPolicy or DynamoDBWritePolicy with a TableName, or write a document.',
  });
  return nothing;
}

const managedArn = (name: string): Json => ({
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]],
});
