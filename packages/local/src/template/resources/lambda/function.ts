import type { Located } from '../../../model/index.ts';
import { quote } from '../../../runtime/index.ts';
import { arnOf } from '../../environment.ts';
import { generatedName } from '../../physical-id.ts';
import { requiredProperty } from '../../properties/property-findings.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { deviating, harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
import type { FunctionCode } from './function-code.ts';
import { type FunctionLogging, readLogging } from './logging.ts';
import { readLocalCode, readObjectCode } from './read-code.ts';

/** An `AWS::Lambda::Function` before its asset, environment overrides and permissions are found. */
export interface FunctionPart extends Located {
  readonly properties: PropertyReader;
  readonly functionName: string;
  readonly arn: string;
  readonly runtime: string;
  readonly handler: string;
  /** `undefined` after a fault. */
  readonly code: FunctionCode | undefined;
  /** The variables as the template has them; not yet resolved, since an override may stand in for a value. */
  readonly variables: PropertyReader | undefined;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly reservedConcurrency: number | undefined;
  /** ARNs, the strongest last. */
  readonly layers: readonly string[];
  readonly logging: FunctionLogging;
  readonly roleArn: string;
}

const maxName = 64;
const functionName = (self: ResourceIdentity): string => self.given('FunctionName') ?? generatedName(self.at, maxName);
const functionArn = (self: ResourceIdentity): string =>
  arnOf(self.environment, 'lambda', `function:${functionName(self)}`);

const containerImage = {
  rule: 'container-image',
  what: 'Container images are not run by the local platform',
  remedy: 'Deploy the function as a zip asset.',
};

const resourceProperties = {
  ...modelled('FunctionName', 'Code', 'Handler', 'Runtime', 'Role', 'Environment', 'Timeout', 'MemorySize'),
  ...modelled('LoggingConfig', 'PackageType', 'Layers', 'ReservedConcurrentExecutions'),
  ...harmless('says nothing about invocations', 'Description', 'Tags'),
  ...harmless('JavaScript runs on any', 'Architectures'),
  ...harmless('only asynchronous invocations use it, and none are made', 'DeadLetterConfig'),
  ...harmless('no network but the platform is reachable, with or without a VPC', 'VpcConfig'),
  ...harmless('no traces are sent', 'TracingConfig'),
  ...harmless('nothing is encrypted at rest', 'KmsKeyArn'),
  ...harmless('checked when code is uploaded', 'CodeSigningConfigArn'),
  ...harmless('the size of /tmp is not bounded', 'EphemeralStorage'),
  ...harmless('functions run on the Node.js of this machine', 'RuntimeManagementConfig'),
  ...harmless('concerns events from queues and topics', 'RecursiveLoop'),
  ...harmless('says nothing about what a call answers', 'Tag*', 'Metric*', 'Monitoring*', 'RuntimeManagement*'),
  ...deviating('Execution environments start as without a snapshot.', 'SnapStart'),
  ...refused(containerImage, 'ImageConfig'),
  ...refused(
    {
      rule: 'function-file-system',
      what: 'File systems are not mounted by the local platform',
      remedy: 'Bundle the files into the function.',
    },
    'FileSystemConfigs',
  ),
};

const codeProperties = {
  ...modelled('S3Bucket', 'S3Key', 'ZipFile'),
  ...harmless('nothing is encrypted at rest', 'SourceKMSKeyArn'),
  ...refused(containerImage, 'ImageUri'),
};

const namePattern = /^[A-Za-z0-9_-]{1,64}$/;
const runtime = /^nodejs(?:\d+\.(?:x|\d+))?$/;
const handlerPattern = /^\S*[^\s./]\.[^\s.]+$/;
const roleArnPattern = /^arn:[a-z-]+:iam::\d{12}:role\/.+$/;
const timeoutSeconds = { min: 1, max: 900 };
const memoryMegabytes = { min: 128, max: 10_240 };
/** What an account may reserve is a quota that AWS raises. */
const reservedConcurrency = { min: 0, max: 100_000 };
const maxLayers = 5;
const defaultTimeoutSeconds = 3;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const functionType: ResourceType<FunctionPart> = {
  type: 'AWS::Lambda::Function',
  properties: resourceProperties,
  ref: functionName,
  attributes: { Arn: functionArn },
  read: (properties, self) => {
    properties.oneOf('PackageType', ['Zip'], 'Deploy the function as a zip asset.');
    const name = readName(properties, self);
    return {
      ...self.at,
      properties,
      functionName: name,
      arn: arnOf(self.environment, 'lambda', `function:${name}`),
      runtime: readForm(properties, 'Runtime', { pattern: runtime, form: 'a Node.js runtime: nodejs<major>.x' }),
      handler: readForm(properties, 'Handler', { pattern: handlerPattern, form: 'file.export' }),
      roleArn: readForm(properties, 'Role', { pattern: roleArnPattern, form: 'the ARN of a role' }),
      code: readCode(properties, self),
      variables: properties.object('Environment', modelled('Variables'))?.object('Variables'),
      timeoutSeconds: properties.integer('Timeout', timeoutSeconds) ?? defaultTimeoutSeconds,
      memoryMegabytes: properties.integer('MemorySize', memoryMegabytes) ?? memoryMegabytes.min,
      reservedConcurrency: properties.integer('ReservedConcurrentExecutions', reservedConcurrency),
      layers: readLayers(properties),
      logging: readLogging(properties, name),
    };
  },
};

function readName(properties: PropertyReader, self: ResourceIdentity): string {
  const name = properties.optionalString('FunctionName');
  if (name !== undefined && !namePattern.test(name)) {
    properties.fault('FunctionName', {
      rule: 'function-name',
      what: `${quote(name)} is not a function name`,
      remedy: 'Use 1 to 64 letters, digits, hyphens and underscores.',
    });
  }
  return name ?? generatedName(self.at, maxName);
}

interface FunctionForm {
  readonly pattern: RegExp;
  readonly form: string;
}

function readForm(properties: PropertyReader, name: string, { pattern, form }: FunctionForm): string {
  const text = properties.string(name);
  if (!pattern.test(text)) {
    properties.fault(name, {
      rule: 'function-property-form',
      what: `${name} has a form that is not supported by the local platform`,
      given: quote(text),
      allowed: form,
      remedy: `Give ${name} as ${form}.`,
    });
  }
  return text;
}

function readCode(properties: PropertyReader, { assetPath }: ResourceIdentity): FunctionPart['code'] {
  const local = readLocalCode(properties, 'Code');
  if (local !== undefined) return local.code;
  const code = properties.object('Code', codeProperties);
  if (code === undefined) {
    properties.fault('Code', requiredProperty('Code', 'Give the function a file asset (Code.fromAsset).'));
    return undefined;
  }
  if (code.has('ImageUri')) return undefined;
  if (code.has('ZipFile')) return inlineCode(code, properties);
  return readObjectCode(code, assetPath);
}

const maxInlineCharacters = 4_194_304;

/** Lambda writes inline code to `index.js`, which is CommonJS. */
function inlineCode(code: PropertyReader, properties: PropertyReader): FunctionPart['code'] {
  const source = code.string('ZipFile');
  const handler = properties.optionalString('Handler') ?? '';
  if (!handler.startsWith('index.')) {
    properties.fault('Handler', {
      rule: 'inline-code-handler',
      what: 'Inline code is the module index, but the handler is another',
      given: quote(handler),
      allowed: 'index.<export>',
      remedy: 'Use index.<export>.',
    });
  }
  if (source.length > maxInlineCharacters) {
    code.fault('ZipFile', {
      rule: 'inline-code-size',
      what: 'Inline code is too long',
      given: `${source.length} characters`,
      allowed: `at most ${maxInlineCharacters}`,
      remedy: 'Give the function a file asset.',
    });
  }
  return { kind: 'inline', source };
}

function readLayers(properties: PropertyReader): readonly string[] {
  const layers = properties.strings('Layers');
  if (layers.length > maxLayers) {
    properties.fault('Layers', {
      rule: 'layers-per-function',
      what: 'The function has too many layers',
      given: String(layers.length),
      allowed: `at most ${maxLayers}`,
      remedy: 'Merge some of them.',
    });
  }
  return layers;
}
