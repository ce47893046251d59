import { join } from 'node:path';
import { matchesWildcard } from '../../iam/index.ts';
import type { FaultList } from '../../model/index.ts';
import { isJsonObject, quote } from '../../runtime/index.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { isList, own } from '../json-value.ts';
import { readJsonObject } from './read-json.ts';

/** What a cloud assembly's manifest says of a stack. File names are absolute. */
export interface ManifestStack {
  readonly stack: string;
  readonly region?: string;
  readonly accountId?: string;
  readonly templateFile: string;
  readonly assetFiles: readonly string[];
}

interface Artifact {
  readonly id: string;
  readonly type: Json | undefined;
  readonly body: JsonObject;
  readonly properties: JsonObject;
}

const environment = /^aws:\/\/([^/]+)\/([^/]+)$/;

/**
 * Reads `manifest.json`: its stacks with their template and asset manifests. An assembly inside it (the CDK's `Stage`)
 * is read where it is all there is, or where it holds the wanted stack; else it is refused, since one API in two stages
 * would be two of everything.
 * @param wanted the stacks to return, by name, artifact id or display name, or patterns of these; all when omitted
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
 */
export function readManifest(
  directory: string,
  wanted: readonly string[] | undefined,
  faults: FaultList,
): readonly ManifestStack[] {
  const assembly = readOne(directory, faults);
  if (assembly === undefined) return [];
  const { stages } = assembly;
  const [stage, ...more] = stages;
  if (wanted === undefined && assembly.stacks.length === 0 && stage !== undefined && more.length === 0) {
    return readManifest(stage, wanted, faults);
  }
  if (wanted === undefined) for (const nested of stages) refuseStage(nested, faults);
  const all = wanted === undefined ? assembly.stacks : stacksBelow(assembly, faults);
  if (wanted === undefined) {
    if (all.length === 0) refuseEmpty(join(directory, 'manifest.json'), faults);
    return all.map(({ stack }) => stack);
  }
  const chosen = wanted.flatMap((name) => {
    const matches = all.filter(({ names }) => names.some((one) => one !== undefined && matchesName(name, one)));
    if (matches.length === 0 || (matches.length > 1 && !isPattern(name))) refuseChoice({ all, matches, name }, faults);
    return matches;
  });
  return [...new Set(chosen)].map(({ stack }) => stack);
}

const isPattern = (name: string): boolean => /[*?]/.test(name);

/** Whether a stack's name is meant: exactly, or by a pattern with `*` and `?`. */
export const matchesName = (wanted: string, name: string): boolean =>
  isPattern(wanted) ? matchesWildcard(wanted, name) : wanted === name;

interface NamedStack {
  readonly names: readonly (string | undefined)[];
  readonly stack: ManifestStack;
}

interface Assembly {
  readonly stacks: readonly NamedStack[];
  /** The directories of the assemblies inside. */
  readonly stages: readonly string[];
}

function readOne(directory: string, faults: FaultList): Assembly | undefined {
  const file = join(directory, 'manifest.json');
  const manifest = readJsonObject(file, faults);
  if (manifest === undefined) return undefined;
  const artifacts = readArtifacts(manifest);
  checkContext(manifest, file, faults);
  const ofType = (type: string): readonly Artifact[] => artifacts.filter((artifact) => artifact.type === type);
  return {
    stacks: ofType('aws:cloudformation:stack').map((artifact) => ({
      names: namesOf(artifact),
      stack: manifestStack(artifact, artifacts, directory),
    })),
    stages: ofType('cdk:cloud-assembly').map(({ id, properties }) =>
      join(directory, text(properties, 'directoryName') ?? id),
    ),
  };
}

const stacksBelow = ({ stacks, stages }: Assembly, faults: FaultList): readonly NamedStack[] => [
  ...stacks,
  ...stages.flatMap((stage) => {
    const nested = readOne(stage, faults);
    return nested === undefined ? [] : stacksBelow(nested, faults);
  }),
];

interface StackChoice {
  readonly all: readonly NamedStack[];
  readonly matches: readonly NamedStack[];
  readonly name: string;
}

function refuseEmpty(file: string, faults: FaultList): void {
  const finding = { rule: 'assembly-without-stack', what: 'The assembly has no stack', remedy: 'Add a stack to it.' };
  faults.add({ path: file }, finding);
}

function refuseChoice({ all, matches, name }: StackChoice, faults: FaultList): void {
  faults.add(
    { option: { name: 'stack', entry: name } },
    {
      rule: 'no-single-stack-of-name',
      what: `${matches.length} stacks are called ${quote(name)}`,
      allowed: all.map(({ stack }) => stack.stack).join(', ') || 'none',
      remedy: matches.length > 1 ? 'Tell them apart by display name (Stage/Stack).' : 'Name a stack of the assembly.',
    },
  );
}

function readArtifacts(manifest: JsonObject): readonly Artifact[] {
  const artifacts = own(manifest, 'artifacts');
  return Object.entries(isJsonObject(artifacts) ? artifacts : {}).map(([id, value]) => {
    const body = isJsonObject(value) ? value : {};
    const properties = own(body, 'properties');
    return { id, type: own(body, 'type'), body, properties: isJsonObject(properties) ? properties : {} };
  });
}

const text = (object: JsonObject, key: string): string | undefined => {
  const value = own(object, key);
  return typeof value === 'string' ? value : undefined;
};

const stackName = (artifact: Artifact): string => text(artifact.properties, 'stackName') ?? artifact.id;

const namesOf = (artifact: Artifact): readonly (string | undefined)[] => [
  artifact.id,
  stackName(artifact),
  text(artifact.body, 'displayName'),
];

function manifestStack(artifact: Artifact, artifacts: readonly Artifact[], directory: string): ManifestStack {
  const [, accountId, region] = environment.exec(text(artifact.body, 'environment') ?? '') ?? [];
  const dependencies = own(artifact.body, 'dependencies');
  const assetFiles = artifacts
    .filter(({ id, type }) => type === 'cdk:asset-manifest' && isList(dependencies) && dependencies.includes(id))
    .flatMap(({ properties }) => text(properties, 'file') ?? []);
  return {
    stack: stackName(artifact),
    templateFile: join(directory, text(artifact.properties, 'templateFile') ?? `${artifact.id}.template.json`),
    assetFiles: assetFiles.map((name) => join(directory, name)),
    ...(region === undefined || region === 'unknown-region' ? {} : { region }),
    ...(accountId === undefined || accountId === 'unknown-account' ? {} : { accountId }),
  };
}

function refuseStage(directory: string, faults: FaultList): void {
  faults.add(
    { path: directory },
    {
      rule: 'assembly-inside-assembly',
      what: 'An assembly inside the assembly (a CDK Stage) is not loaded with it',
      remedy: `Load it by itself: ${directory}; or choose one of its stacks.`,
      option: { name: 'stack' },
    },
  );
}

function checkContext(manifest: JsonObject, file: string, faults: FaultList): void {
  const missing = own(manifest, 'missing');
  if (!isList(missing) || missing.length === 0) return;
  faults.add(
    { path: file },
    {
      rule: 'incomplete-synthesis',
      what: 'The synthesis is incomplete: context values were missing, so that templates hold placeholders',
      remedy: 'Run cdk synth with credentials once, or commit cdk.context.json.',
    },
  );
}
