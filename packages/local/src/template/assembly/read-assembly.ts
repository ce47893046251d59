import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FaultList } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { Asset } from './assets.ts';
import { readAssets } from './assets.ts';
import { expandLoops } from './for-each.ts';
import type { ManifestStack } from './manifest.ts';
import { matchesName, readManifest } from './manifest.ts';
import { readTemplateFile } from './read-json.ts';
import type { StackTemplate } from './stack-template.ts';
import { readStackTemplate } from './stack-template.ts';

/** One stack of an assembly, read from its files. */
export interface StackSource {
  /** The name of the CloudFormation stack. */
  readonly stack: string;
  /** What the assembly pins; absent for an environment-agnostic stack. */
  readonly region?: string;
  readonly accountId?: string;
  readonly template: StackTemplate;
  /** Where the template lies: local paths in it are relative to this directory. */
  readonly directory: string;
  /** File assets by S3 object key. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Absolute paths of the files it was read from. */
  readonly files: readonly string[];
}

/** What a directory that is no assembly may hold, in the order it is looked for; SAM's build output comes first. */
const templateNames = [
  join('.aws-sam', 'build', 'template.yaml'),
  'template.yaml',
  'template.yml',
  'template.json',
] as const;

/** What an assembly is read with. */
export interface AssemblyReading {
  /** Stack names, artifact ids or display names, or patterns of these. @default all stacks */
  readonly wanted: readonly string[] | undefined;
  /** Values for parameters: the transform's loops may go over one. */
  readonly given: Readonly<Record<string, string>>;
}

/**
 * Reads the stacks of a cloud assembly, or one template.
 * @param path a directory with a `manifest.json` or a template of the usual name (`template.yaml`), or a template in
 *   JSON (`.json`) or YAML (any other name), beside which an asset manifest may lie
 */
export function readAssembly(
  path: string,
  { wanted, given }: AssemblyReading,
  faults: FaultList,
): readonly StackSource[] {
  const absolute = resolve(path);
  if (!existsSync(absolute)) {
    faults.add(
      { path },
      {
        rule: 'assembly-path',
        what: 'There is no such file or directory',
        remedy: 'Synthesize first (cdk synth), and give the path of cdk.out.',
      },
    );
    return [];
  }
  const template = statSync(absolute).isDirectory() ? templateIn(absolute) : absolute;
  if (template === undefined) return readStacks(absolute, { wanted, given }, faults);
  const stack = singleTemplate(template);
  for (const name of (wanted ?? []).filter((one) => !matchesName(one, stack.stack))) {
    faults.add(
      { option: { name: 'stack', entry: name } },
      {
        rule: 'stack-of-one-template',
        what: `The template is one stack, ${stack.stack}, not ${quote(name)}`,
        remedy: 'Choose no stack.',
      },
    );
  }
  return readSource(stack, given, faults);
}

/** Reads the stacks of an assembly; a directory that is none is a fault. */
function readStacks(directory: string, { wanted, given }: AssemblyReading, faults: FaultList): readonly StackSource[] {
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) {
    faults.add(
      { path: directory },
      {
        rule: 'directory-without-assembly',
        what: 'The directory is no cloud assembly and holds no template',
        allowed: `a template, or a directory with one of: manifest.json (cdk.out), ${templateNames.join(', ')}`,
        remedy: 'Give the path of one of these.',
      },
    );
    return [];
  }
  const sources = readManifest(directory, wanted, faults).flatMap((stack) => readSource(stack, given, faults));
  return sources.map((source) => ({ ...source, files: [manifest, ...source.files] }));
}

/** Reads one template that belongs to a stack already read: a nested stack. */
export function readNestedSource(parent: StackSource, stack: string, file: string, faults: FaultList) {
  const json = readTemplateFile(file, faults);
  if (json === undefined) return undefined;
  const template = readStackTemplate(expandLoops(json, { stack, faults, given: {} }), stack, faults);
  return { ...parent, stack, template, directory: dirname(file), files: [file] };
}

/** The template of a directory without a manifest; `undefined`: the directory is an assembly, or holds nothing. */
function templateIn(directory: string): string | undefined {
  if (existsSync(join(directory, 'manifest.json'))) return undefined;
  return templateNames.map((name) => join(directory, name)).find((file) => existsSync(file));
}

function readSource(stack: ManifestStack, given: AssemblyReading['given'], faults: FaultList): readonly StackSource[] {
  const json = readTemplateFile(stack.templateFile, faults);
  if (json === undefined) return [];
  const { templateFile, assetFiles, ...source } = stack;
  const assets = new Map(assetFiles.flatMap((file) => [...readAssets(file, faults)]));
  const expanded = expandLoops(json, { stack: stack.stack, faults, given });
  const template = readStackTemplate(expanded, stack.stack, faults);
  return [{ ...source, template, directory: dirname(templateFile), assets, files: [templateFile, ...assetFiles] }];
}

function singleTemplate(file: string): ManifestStack {
  const stack = basename(file).replace(/(\.template)?\.(json|ya?ml|template)$/, '');
  const assetFile = join(dirname(file), `${stack}.assets.json`);
  return { stack, templateFile: file, assetFiles: existsSync(assetFile) ? [assetFile] : [] };
}
