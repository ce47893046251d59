import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { FaultList } from '../fault.ts';
import type { Asset } from './assets.ts';
import { readAssets } from './assets.ts';
import type { ManifestStack } from './manifest.ts';
import { readManifest } from './manifest.ts';
import { readJsonObject } from './read-json.ts';
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
  /** File assets by S3 object key. */
  readonly assets: ReadonlyMap<string, Asset>;
}

/**
 * Reads the stacks of a cloud assembly, or one template.
 * @param path a directory with a `manifest.json`, or a `.json` template, beside which an asset manifest may lie
 * @param wanted the one stack to read, by stack name, artifact id or display name; all when omitted
 */
export function readAssembly(path: string, wanted: string | undefined, faults: FaultList): readonly StackSource[] {
  const absolute = resolve(path);
  if (!existsSync(absolute)) {
    faults.add(
      { path },
      'There is no such file or directory',
      'Synthesize first (cdk synth), and give the path of cdk.out.',
    );
    return [];
  }
  const isDirectory = statSync(absolute).isDirectory();
  const stacks = isDirectory ? readManifest(absolute, wanted, faults) : [singleTemplate(absolute)];
  if (!isDirectory && wanted !== undefined && wanted !== stacks[0]?.stack) {
    const reason = `The template is one stack, ${stacks[0]?.stack}, not ${JSON.stringify(wanted)}`;
    faults.add({ path: 'stack' }, reason, 'Leave the stack option out.');
  }
  return stacks.flatMap((stack) => readSource(stack, faults));
}

function readSource(stack: ManifestStack, faults: FaultList): readonly StackSource[] {
  const json = readJsonObject(stack.templateFile, faults);
  if (json === undefined) return [];
  const { templateFile: _file, assetFiles, ...source } = stack;
  const assets = new Map(assetFiles.flatMap((file) => [...readAssets(file, faults)]));
  return [{ ...source, template: readStackTemplate(json, stack.stack, faults), assets }];
}

function singleTemplate(file: string): ManifestStack {
  const stack = basename(file).replace(/(\.template)?\.json$/, '');
  const assetFile = join(dirname(file), `${stack}.assets.json`);
  return { stack, templateFile: file, assetFiles: existsSync(assetFile) ? [assetFile] : [] };
}
