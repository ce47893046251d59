import { isJsonObject, quote } from '../../runtime/index.ts';
import type { RawResource } from '../assembly/stack-template.ts';
import { expanded, handedOn } from '../expand/expansion.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { own } from '../json-value.ts';
import { deviating, harmless, modelled, type PropertyTable } from '../properties/property-table.ts';
import type { ResourceEntry } from '../resource-entry.ts';
import { aliasEntries } from './sam-alias.ts';
import { samPolicies } from './sam-policies.ts';
import type { SamResource } from './sam-resource.ts';
import { originOf } from './sam-resource.ts';

/** Properties that mean the same in `AWS::Lambda::Function`. */
const sameProperties = [
  ...['FunctionName', 'Handler', 'Runtime', 'Role', 'Environment', 'Timeout', 'MemorySize', 'Description'],
  ...['Layers', 'VpcConfig', 'Architectures', 'ReservedConcurrentExecutions', 'KmsKeyArn', 'EphemeralStorage'],
  ...['LoggingConfig', 'PackageType', 'ImageConfig', 'FileSystemConfigs', 'RuntimeManagementConfig'],
  ...['RecursiveLoop', 'CodeSigningConfigArn', 'SnapStart'],
];

export const samFunction: PropertyTable = {
  ...modelled(
    ...sameProperties,
    'CodeUri',
    'InlineCode',
    'ImageUri',
    'Events',
    'Policies',
    'PermissionsBoundary',
    'RolePath',
  ),
  ...harmless('says nothing about invocations', 'Tags', 'PropagateTags', 'VersionDescription'),
  ...harmless('no traces are sent', 'Tracing'),
  ...harmless('only asynchronous invocations use it, and none are made', 'DeadLetterQueue', 'EventInvokeConfig'),
  ...harmless('who else may take the role is nothing to the function', 'AssumeRolePolicyDocument'),
  ...modelled('AutoPublishAlias', 'ProvisionedConcurrencyConfig', 'FunctionUrlConfig'),
  ...harmless('versions follow from deployments', 'AutoPublishAliasAllProperties', 'AutoPublishCodeSha256'),
  ...harmless('versions follow from deployments', 'VersionDeletionPolicy', 'PublishToLatestPublished'),
  ...deviating('Every call goes to the code of the template.', 'DeploymentPreference'),
};

/** The function, and its role with its policies where the template names none. Events are routed elsewhere. */
export function functionEntries(sam: SamResource): readonly ResourceEntry[] {
  const { logicalId, resource, properties, origin } = sam;
  const role = `${logicalId}Role`;
  const ownRole = properties.has('Role') ? {} : { Role: { 'Fn::GetAtt': [role, 'Arn'] } };
  const code = readCode(sam);
  const all: JsonObject = {
    ...handedOn(properties, sameProperties),
    ...ownRole,
    ...(code === undefined ? {} : { Code: code }),
  };
  const fn = { ...resource, type: 'AWS::Lambda::Function', properties: all, origin };
  const ofRole: readonly ResourceEntry[] = properties.has('Role') ? [] : [[role, roleOf(sam)]];
  return [[logicalId, fn], ...ofRole, ...aliasEntries(sam)];
}

/** `Policies` are of the role that SAM makes; a role that is named has its own. */
function roleOf(sam: SamResource): RawResource {
  const { properties, origin } = sam;
  const { managed, inline } = samPolicies(sam);
  const path = properties.written('RolePath');
  const role = {
    AssumeRolePolicyDocument: trust,
    ManagedPolicyArns: managed,
    Policies: inline,
    ...handedOn(properties, ['PermissionsBoundary']),
    ...(path === undefined ? {} : { Path: path }),
  };
  return expanded('AWS::IAM::Role', role, { ...origin, path: `${origin.path} (as Role)` });
}

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
};

/** A local path stays text, as `aws cloudformation package` takes it. */
function readCode(sam: SamResource): Json | undefined {
  const { properties } = sam;
  const inline = properties.written('InlineCode');
  if (inline !== undefined) return { ZipFile: inline };
  const image = properties.written('ImageUri');
  if (image !== undefined) return { ImageUri: image };
  // SAM takes the directory of the template where nothing is said.
  if (!properties.has('CodeUri')) return '.';
  const uri = properties.raw('CodeUri');
  if (typeof uri === 'string') return uri;
  if (!isJsonObject(uri)) {
    properties.fault('CodeUri', {
      rule: 'sam-function-code',
      what: 'A function needs CodeUri or InlineCode',
      given: quote(uri),
      remedy: 'Give a local path.',
    });
    return undefined;
  }
  const [bucket, key] = [own(uri, 'Bucket'), own(uri, 'Key')];
  return { ...(bucket === undefined ? {} : { S3Bucket: bucket }), ...(key === undefined ? {} : { S3Key: key }) };
}

/** Where an event of a function stands. */
export const eventOrigin = (sam: SamResource, event: string) => originOf(sam, 'Events', event);
