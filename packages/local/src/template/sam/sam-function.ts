import { isJsonObject, quote } from '../../runtime/index.ts';
import type { RawResource } from '../assembly/stack-template.ts';
import { expanded, handedOn } from '../expand/expansion.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { own } from '../json-value.ts';
import { harmless, modelled, type PropertyTable, refused } from '../properties/property-table.ts';
import { functionUrl } from '../resources/shared-findings.ts';
import { samPolicies } from './sam-policies.ts';
import type { Entry, SamResource } from './sam-resource.ts';
import { originOf } from './sam-resource.ts';

/** Properties that mean the same in `AWS::Lambda::Function`. */
const sameProperties = [
  ...['FunctionName', 'Handler', 'Runtime', 'Role', 'Environment', 'Timeout', 'MemorySize', 'Description'],
  ...['Layers', 'VpcConfig', 'Architectures', 'ReservedConcurrentExecutions', 'KmsKeyArn', 'EphemeralStorage'],
  ...['LoggingConfig', 'PackageType', 'ImageConfig', 'FileSystemConfigs', 'RuntimeManagementConfig'],
  ...['RecursiveLoop', 'CodeSigningConfigArn'],
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
  ...refused(
    {
      rule: 'versions-and-aliases',
      what: 'Versions and aliases are not run by the local platform',
      remedy: 'Leave it out of the template that is run locally.',
    },
    'AutoPublishAlias',
    'AutoPublishAliasAllProperties',
    'AutoPublishCodeSha256',
    'DeploymentPreference',
    'ProvisionedConcurrencyConfig',
    'SnapStart',
  ),
  ...refused(functionUrl, 'FunctionUrlConfig'),
};

/** The function, and its role with its policies where the template names none. Events are routed elsewhere. */
export function functionEntries(sam: SamResource): readonly Entry[] {
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
  return properties.has('Role')
    ? [[logicalId, fn]]
    : [
        [logicalId, fn],
        [role, roleOf(sam)],
      ];
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
