import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { FaultList } from '../../model/index.ts';
import { isJsonObject } from '../../runtime/index.ts';
import type { Json } from '../json-value.ts';
import { own } from '../json-value.ts';
import { readJsonObject } from './read-json.ts';

/** What stands behind an S3 object key of a template: a directory, a file, or why there is neither. */
export type Asset =
  | { readonly directory: string; readonly file?: never; readonly problem?: never }
  | { readonly directory?: never; readonly file: string; readonly problem?: never }
  | { readonly directory?: never; readonly file?: never; readonly problem: string };

/**
 * Reads an asset manifest (`<stack>.assets.json`): the file assets by the object key they are uploaded to. Does not
 * compare contents with the hash in the key.
 */
export function readAssets(file: string, faults: FaultList): ReadonlyMap<string, Asset> {
  const files = own(readJsonObject(file, faults) ?? {}, 'files');
  const entries = Object.values(isJsonObject(files) ? files : {}).flatMap((entry) => {
    const asset = readAsset(entry, dirname(file));
    return objectKeys(entry).map((key) => [key, asset] as const);
  });
  return new Map(entries);
}

/** A directory or file of this machine as an asset. `shown`: how messages name it. */
export function localAsset(absolute: string, shown: string): Asset {
  if (!existsSync(absolute)) return { problem: `${shown} is missing` };
  return statSync(absolute).isDirectory() ? { directory: absolute } : { file: absolute };
}

function readAsset(entry: Json, base: string): Asset {
  const source = isJsonObject(entry) ? own(entry, 'source') : undefined;
  const path = isJsonObject(source) ? own(source, 'path') : undefined;
  const packaging = isJsonObject(source) ? own(source, 'packaging') : undefined;
  if (typeof path !== 'string') return { problem: 'its asset has no source path' };
  const absolute = resolve(base, path);
  if (!existsSync(absolute)) return { problem: `its asset ${path} is missing from the assembly` };
  const isDirectory = statSync(absolute).isDirectory();
  if (packaging === 'zip' && isDirectory) return { directory: absolute };
  if (packaging !== 'zip' && !isDirectory) return { file: absolute };
  return { problem: `its asset ${path} is not a directory to be zipped, nor a file to be copied` };
}

function objectKeys(entry: Json): readonly string[] {
  const destinations = isJsonObject(entry) ? own(entry, 'destinations') : undefined;
  return Object.values(isJsonObject(destinations) ? destinations : {}).flatMap((destination) => {
    const key = isJsonObject(destination) ? own(destination, 'objectKey') : undefined;
    return typeof key === 'string' ? [key] : [];
  });
}
