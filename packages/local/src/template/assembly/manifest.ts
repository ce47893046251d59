import { join } from 'node:path';
import type { FaultList } from '../fault.ts';
import type { Json, JsonObject } from '../json.ts';
import { isList, isObject, own } from '../json.ts';
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

const ENVIRONMENT = /^aws:\/\/([^/]+)\/([^/]+)$/;

/**
 * Reads `manifest.json`: its stacks with their template and asset manifests. Assemblies inside it (the CDK's `Stage`)
 * are refused, since one API in two stages would be two of everything.
 * @param wanted the one stack to return; all when omitted
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
 */
export function readManifest(
  directory: string,
  wanted: string | undefined,
  faults: FaultList,
): readonly ManifestStack[] {
  const file = join(directory, 'manifest.json');
  const manifest = readJsonObject(file, faults);
  if (manifest === undefined) return [];
  const artifacts = readArtifacts(manifest);
  checkContext(manifest, file, faults);
  const stacks = artifacts.filter((artifact) => artifact.type === 'aws:cloudformation:stack');
  const chosen = stacks.filter((artifact) => wanted === undefined || namesOf(artifact).includes(wanted));
  if (wanted === undefined) refuseNested(artifacts, directory, faults);
  if (chosen.length !== 1 && (wanted !== undefined || chosen.length === 0)) {
    const known = stacks.map(stackName).join(', ') || 'none';
    const reason =
      wanted === undefined
        ? 'The assembly has no stack'
        : `${chosen.length} stacks are called ${JSON.stringify(wanted)}`;
    faults.add({ path: wanted === undefined ? file : 'stack' }, reason, `Stacks of the assembly: ${known}.`);
  }
  return chosen.map((artifact) => manifestStack(artifact, artifacts, directory));
}

function readArtifacts(manifest: JsonObject): readonly Artifact[] {
  const artifacts = own(manifest, 'artifacts');
  return Object.entries(isObject(artifacts) ? artifacts : {}).map(([id, value]) => {
    const body = isObject(value) ? value : {};
    const properties = own(body, 'properties');
    return { id, type: own(body, 'type'), body, properties: isObject(properties) ? properties : {} };
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
  const [, accountId, region] = ENVIRONMENT.exec(text(artifact.body, 'environment') ?? '') ?? [];
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

function refuseNested(artifacts: readonly Artifact[], directory: string, faults: FaultList): void {
  for (const { id, type, properties } of artifacts) {
    if (type !== 'cdk:cloud-assembly') continue;
    const nested = join(directory, text(properties, 'directoryName') ?? id);
    faults.add(
      { path: nested },
      'An assembly inside the assembly (a CDK Stage) is not loaded with it',
      `Load it by itself: ${nested}.`,
    );
  }
}

function checkContext(manifest: JsonObject, file: string, faults: FaultList): void {
  const missing = own(manifest, 'missing');
  if (!isList(missing) || missing.length === 0) return;
  const reason = 'The synthesis is incomplete: context values were missing, so that templates hold placeholders';
  faults.add({ path: file }, reason, 'Run cdk synth with credentials once, or commit cdk.context.json.');
}
