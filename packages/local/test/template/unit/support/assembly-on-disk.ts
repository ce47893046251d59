import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemplateError } from '../../../../src/model/index.ts';
import { type LoadOptions, loadModel } from '../../../../src/template/load-model.ts';
import { assetKey, type Loose } from './orders-template.ts';

const directories: string[] = [];

/** Removes every assembly that was written. */
export function removeAssemblies(): void {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
}

/** Writes a cloud assembly, by stack name, and returns its directory. `pinned` stacks have an environment. */
export function writeAssembly(stacks: Record<string, Loose>, environments: Record<string, string> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  directories.push(directory);
  mkdirSync(join(directory, 'asset.aaaa'));
  const artifacts: Loose = { Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } } };
  for (const [stack, template] of Object.entries(stacks)) {
    Object.assign(artifacts, artifactsOf(stack, environments[stack] ?? 'aws://unknown-account/unknown-region'));
    write(directory, `${stack}.template.json`, template);
    write(directory, `${stack}.assets.json`, assets);
  }
  write(directory, 'manifest.json', { version: '55.0.0', artifacts });
  return directory;
}

export const write = (directory: string, name: string, content: Loose): void =>
  writeFileSync(join(directory, name), JSON.stringify(content));

const artifactsOf = (stack: string, environment: string): Loose => ({
  [`${stack}.assets`]: { type: 'cdk:asset-manifest', properties: { file: `${stack}.assets.json` } },
  [stack]: {
    type: 'aws:cloudformation:stack',
    environment,
    properties: { templateFile: `${stack}.template.json` },
    dependencies: [`${stack}.assets`],
    displayName: `App/${stack}`,
  },
});

const assets = {
  version: '55.0.0',
  files: {
    aaaa: {
      source: { path: 'asset.aaaa', packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: assetKey } },
    },
    bbbb: {
      source: { path: 'asset.bbbb', packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: 'gone.zip' } },
    },
  },
};

/** Loads, and returns the error; fails the test when the load succeeds. */
export function refusalOf(options: LoadOptions): TemplateError {
  try {
    loadModel(options);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error('the assembly was loaded, but should have been refused');
}
