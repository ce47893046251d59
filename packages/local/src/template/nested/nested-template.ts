import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { quote } from '../../runtime/index.ts';
import type { Asset } from '../assembly/assets.ts';
import type { StackSource } from '../assembly/read-assembly.ts';
import type { RawResource } from '../assembly/stack-template.ts';
import type { StackScope } from '../intrinsics/stack-scope.ts';
import { Unresolvable } from '../intrinsics/unresolvable.ts';
import { type Json, own } from '../json-value.ts';

/**
 * The file a nested stack's template is in: where the CDK's metadata says, behind an asset's URL, or at a local path.
 * @throws {Unresolvable} when there is none
 */
export function nestedTemplateFile(
  { metadata, properties }: RawResource,
  { directory, assets }: StackSource,
  { path, scope }: { readonly path: string; readonly scope: StackScope },
): string {
  const told = own(metadata ?? {}, 'aws:asset:path');
  const url = typeof told === 'string' ? told : scope.valueOf(path, own(properties, 'TemplateURL') ?? null);
  if (typeof url !== 'string') throw noTemplate('TemplateURL must be a string', url);
  const isRemote = /^(https?|s3):\/\//.test(url);
  const file = isRemote ? assetFile(url, assets) : resolve(directory, url);
  if (file !== undefined && existsSync(file) && statSync(file).isFile()) return file;
  throw noTemplate('The template of the nested stack is not here', url);
}

function assetFile(url: string, assets: ReadonlyMap<string, Asset>): string | undefined {
  const [, asset] = [...assets].find(([key]) => url.endsWith(`/${key}`)) ?? [];
  return asset?.file;
}

const noTemplate = (what: string, url: Json | undefined): Unresolvable =>
  new Unresolvable({
    rule: 'nested-template',
    what,
    given: quote(url),
    remedy: 'Give the path of a template beside this one, or a file asset of the assembly.',
  });
