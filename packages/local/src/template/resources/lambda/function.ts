import type { Located } from '../../../model/index.ts';
import { arnOf } from '../../environment.ts';
import { generatedName } from '../../physical-id.ts';
import type { PropertyReader } from '../../properties/property-reader.ts';
import { harmless, modelled, refused } from '../../properties/property-table.ts';
import type { ResourceIdentity, ResourceType } from '../resource-type.ts';
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

/** Where a function's code is said to be: an object in S3, a path beside the template, or the template itself. */
export type FunctionCode =
  | { readonly kind: 'object'; readonly properties: PropertyReader; readonly objectKey: string }
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'inline'; readonly source: string };

const MAX_NAME = 64;
const functionName = (self: ResourceIdentity): string => self.given('FunctionName') ?? generatedName(self.at, MAX_NAME);
const functionArn = (self: ResourceIdentity): string =>
  arnOf(self.environment, 'lambda', `function:${functionName(self)}`);

const PROPERTIES = {
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
  ...refused(
    'Container images are not run by the local platform',
    'Deploy the function as a zip asset.',
    'ImageConfig',
  ),
  ...refused(
    'File systems are not mounted by the local platform',
    'Bundle the files into the function.',
    'FileSystemConfigs',
  ),
};

const CODE_PROPERTIES = {
  ...modelled('S3Bucket', 'S3Key', 'ZipFile'),
  ...harmless('nothing is encrypted at rest', 'SourceKMSKeyArn'),
  ...refused('Container images are not run by the local platform', 'Deploy the function as a zip asset.', 'ImageUri'),
};

const NAME = /^[A-Za-z0-9_-]{1,64}$/;
const RUNTIME = /^nodejs\d+\.x$/;
const HANDLER = /^\S*[^\s./]\.[^\s.]+$/;
const ROLE = /^arn:[a-z-]+:iam::\d{12}:role\/.+$/;
const TIMEOUT_SECONDS = { min: 1, max: 900 };
const MEMORY_MEGABYTES = { min: 128, max: 10_240 };
/** What an account may reserve is a quota that AWS raises. */
const RESERVED_CONCURRENCY = { min: 0, max: 100_000 };
const MAX_LAYERS = 5;
const DEFAULT_TIMEOUT_SECONDS = 3;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const functionType: ResourceType<FunctionPart> = {
  type: 'AWS::Lambda::Function',
  properties: PROPERTIES,
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
      runtime: readForm(properties, 'Runtime', { pattern: RUNTIME, form: 'a Node.js runtime: nodejs<major>.x' }),
      handler: readForm(properties, 'Handler', { pattern: HANDLER, form: 'file.export' }),
      roleArn: readForm(properties, 'Role', { pattern: ROLE, form: 'the ARN of a role' }),
      code: readCode(properties),
      variables: properties.object('Environment', modelled('Variables'))?.object('Variables'),
      timeoutSeconds: properties.integer('Timeout', TIMEOUT_SECONDS) ?? DEFAULT_TIMEOUT_SECONDS,
      memoryMegabytes: properties.integer('MemorySize', MEMORY_MEGABYTES) ?? MEMORY_MEGABYTES.min,
      reservedConcurrency: properties.integer('ReservedConcurrentExecutions', RESERVED_CONCURRENCY),
      layers: readLayers(properties),
      logging: readLogging(properties, name),
    };
  },
};

function readName(properties: PropertyReader, self: ResourceIdentity): string {
  const name = properties.optionalString('FunctionName');
  if (name !== undefined && !NAME.test(name)) {
    const reason = `${JSON.stringify(name)} is not a function name`;
    properties.fault('FunctionName', reason, 'Use 1 to 64 letters, digits, hyphens and underscores.');
  }
  return name ?? generatedName(self.at, MAX_NAME);
}

interface Form {
  readonly pattern: RegExp;
  readonly form: string;
}

function readForm(properties: PropertyReader, name: string, { pattern, form }: Form): string {
  const text = properties.string(name);
  if (!pattern.test(text)) {
    properties.fault(
      name,
      `${name} ${JSON.stringify(text)} is not supported by the local platform`,
      `Give ${name} as ${form}.`,
    );
  }
  return text;
}

function readCode(properties: PropertyReader): FunctionPart['code'] {
  const local = readLocalCode(properties, 'Code');
  if (local !== undefined) return local.code;
  const code = properties.object('Code', CODE_PROPERTIES);
  if (code === undefined) {
    properties.fault('Code', 'Code is required', 'Give the function a file asset (Code.fromAsset).');
    return undefined;
  }
  if (code.has('ImageUri')) return undefined;
  if (code.has('ZipFile')) return inlineCode(code, properties);
  return readObjectCode(code);
}

const MAX_INLINE_CHARACTERS = 4_194_304;

/** Lambda writes inline code to `index.js`, which is CommonJS. */
function inlineCode(code: PropertyReader, properties: PropertyReader): FunctionPart['code'] {
  const source = code.string('ZipFile');
  const handler = properties.optionalString('Handler') ?? '';
  if (!handler.startsWith('index.')) {
    const reason = `Inline code is the module index, but the handler is ${JSON.stringify(handler)}`;
    properties.fault('Handler', reason, 'Use index.<export>.');
  }
  if (source.length > MAX_INLINE_CHARACTERS) {
    code.fault(
      'ZipFile',
      `Inline code has ${source.length} characters`,
      `At most ${MAX_INLINE_CHARACTERS} are allowed.`,
    );
  }
  return { kind: 'inline', source };
}

function readLayers(properties: PropertyReader): readonly string[] {
  const layers = properties.strings('Layers');
  if (layers.length > MAX_LAYERS) {
    properties.fault(
      'Layers',
      `A function has at most ${MAX_LAYERS} layers, got ${layers.length}`,
      'Merge some of them.',
    );
  }
  return layers;
}
