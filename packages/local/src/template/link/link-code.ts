import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LambdaFunction, LayerContent, Located } from '../../model/index.ts';
import { quote } from '../../runtime/index.ts';
import type { Asset } from '../assembly/assets.ts';
import { localAsset } from '../assembly/assets.ts';
import { findPackage } from '../assembly/find-package.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import type { FunctionPart } from '../resources/lambda/function.ts';
import type { FunctionCode } from '../resources/lambda/function-code.ts';
import { type GivenPaths, givenCode } from './given-paths.ts';

/** What the code of a stack's functions is found by. */
export interface CodePlaces {
  /** By S3 object key. */
  readonly assets: ReadonlyMap<string, Asset>;
  /** Where the template lies. */
  readonly directory: string;
  readonly given: GivenPaths;
}

export type LinkedCode = Pick<LambdaFunction, 'codeDirectory' | 'packedCode'>;

const nothing: LinkedCode = { codeDirectory: '' };

/** Finds the code of a function: a directory, or a zip or inline source that is unpacked before the function runs. */
export function linkCode(part: FunctionPart, places: CodePlaces | undefined): LinkedCode {
  const { code, properties, handler } = part;
  if (code === undefined) return nothing;
  if (code.kind === 'inline') return { codeDirectory: '', packedCode: { source: code.source } };
  const located = locateCode({ at: part, code, properties, property: 'Code' }, places);
  if (located === undefined) return nothing;
  if ('zipFile' in located) return { codeDirectory: '', packedCode: located };
  if (code.kind === 'local' && !hasModule(located.directory, handler)) {
    properties.fault('Handler', {
      rule: 'code-without-handler',
      what: `${quote(code.path)} holds no .js, .mjs or .cjs file for the handler ${handler}`,
      remedy: 'Build the function first (sam build), and start from what that makes.',
    });
  }
  return { codeDirectory: located.directory };
}

/** Code, and the property that says where it is. */
export interface CodeHolder {
  /** The function or the layer. */
  readonly at: Located;
  readonly code: FunctionCode;
  readonly properties: PropertyReader;
  readonly property: 'Code' | 'Content';
}

/** Finds the directory or the zip; `undefined` after a fault. */
export function locateCode(holder: CodeHolder, places: CodePlaces | undefined): LayerContent | undefined {
  const { at, code, properties, property } = holder;
  const name = property.toLowerCase();
  const given = places === undefined ? undefined : givenCode(at, places.given);
  const option = { name: 'code', entry: at.logicalId } as const;
  if (given !== undefined) {
    return fromAsset(given, (problem) => {
      properties.fault(property, {
        rule: 'given-code',
        what: `The ${name} that is given cannot be used: ${problem}`,
        remedy: 'Give a directory or a zip.',
        option,
      });
    });
  }
  if (code.kind === 'object') {
    return fromAsset(packageOf(code.objectKey, places), (problem) => {
      code.properties.fault('S3Key', {
        rule: 'code-asset',
        what: `The ${name} ${quote(code.objectKey)} is not in the assembly: ${problem}`,
        remedy: 'Package it beside the template, or give a local path.',
        option,
      });
    });
  }
  if (code.kind === 'remote') {
    properties.fault(property, {
      rule: 'remote-code',
      what: `${property} at ${quote(code.url)} is not on this machine`,
      remedy: 'Give a local path: the template as it is before it is packaged.',
      option,
    });
    return undefined;
  }
  if (code.kind === 'inline') return undefined;
  const absolute = resolve(places?.directory ?? '', code.path);
  return fromAsset(localAsset(absolute, code.path), (problem) => {
    properties.fault(property, {
      rule: 'local-code',
      what: `The ${name} ${quote(code.path)} cannot be used: ${problem}`,
      remedy: 'Give the path of a directory or a zip, relative to the template.',
    });
  });
}

function packageOf(objectKey: string, places: CodePlaces | undefined): Asset {
  const asset = places?.assets.get(objectKey) ?? (places && findPackage(objectKey, places.directory));
  return asset ?? { problem: 'no asset manifest of its stack lists it' };
}

function fromAsset(asset: Asset, refuse: (problem: string) => void): LayerContent | undefined {
  if (asset.directory !== undefined) return { directory: asset.directory };
  if (asset.file?.endsWith('.zip') === true) return { zipFile: asset.file };
  refuse(asset.problem ?? 'its file is not a zip');
  return undefined;
}

function hasModule(directory: string, handler: string): boolean {
  const module = handler.slice(0, handler.indexOf('.', handler.lastIndexOf('/') + 1));
  return ['.js', '.mjs', '.cjs']
    .map((extension) => join(directory, module + extension))
    .some((file) => existsSync(file) && statSync(file).isFile());
}
