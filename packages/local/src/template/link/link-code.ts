import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LambdaFunction } from '../../model.ts';
import type { Asset } from '../assembly/assets.ts';
import { localAsset } from '../assembly/assets.ts';
import type { FunctionPart } from '../resources/lambda/function.ts';

/** What the code of a stack's functions is found by. */
export interface CodePlaces {
  /** By S3 object key. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Where the template lies. */
  readonly directory: string;
}

export type LinkedCode = Pick<LambdaFunction, 'codeDirectory' | 'packedCode'>;

const NONE: LinkedCode = { codeDirectory: '' };

/** Finds the code of a function: a directory, or a zip or inline source that is unpacked before the function runs. */
export function linkCode(part: FunctionPart, places: CodePlaces | undefined): LinkedCode {
  const { code } = part;
  if (code === undefined) return NONE;
  if (code.kind === 'inline') return { codeDirectory: '', packedCode: { source: code.source } };
  return code.kind === 'local' ? localCode(part, code.path, places) : assetCode(code, places);
}

function assetCode(
  { properties, objectKey }: { readonly properties: FunctionPart['properties']; readonly objectKey: string },
  places: CodePlaces | undefined,
): LinkedCode {
  const asset = places?.assets.get(objectKey) ?? { problem: 'no asset manifest of its stack lists it' };
  return fromAsset(asset, (problem) => {
    const reason = `The code ${JSON.stringify(objectKey)} is not in the assembly: ${problem}`;
    const remedy = 'Give the function a directory or a zip as its file asset, and synthesize again.';
    properties.fault('S3Key', reason, remedy);
  });
}

function localCode(part: FunctionPart, path: string, places: CodePlaces | undefined): LinkedCode {
  const absolute = resolve(places?.directory ?? '', path);
  const refuse = (problem: string): void =>
    part.properties.fault('Code', `The code ${JSON.stringify(path)} cannot be used: ${problem}`, LOCAL_REMEDY);
  const linked = fromAsset(localAsset(absolute, path), refuse);
  if (linked.codeDirectory !== '' && !hasModule(linked.codeDirectory, part.handler)) {
    const reason = `${JSON.stringify(path)} holds no .js, .mjs or .cjs file for the handler ${part.handler}`;
    part.properties.fault('Handler', reason, 'Build the function first (sam build), and start from what that makes.');
  }
  return linked;
}

const LOCAL_REMEDY = 'Give the path of a directory or a zip, relative to the template.';

function fromAsset(asset: Asset, refuse: (problem: string) => void): LinkedCode {
  if (asset.directory !== undefined) return { codeDirectory: asset.directory };
  if (asset.file?.endsWith('.zip') === true) return { codeDirectory: '', packedCode: { zipFile: asset.file } };
  refuse(asset.problem ?? 'its file is not a zip');
  return NONE;
}

function hasModule(directory: string, handler: string): boolean {
  const module = handler.slice(0, handler.lastIndexOf('.'));
  return ['.js', '.mjs', '.cjs']
    .map((extension) => join(directory, module + extension))
    .some((file) => existsSync(file) && statSync(file).isFile());
}
