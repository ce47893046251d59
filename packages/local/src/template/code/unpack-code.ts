import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Fault,
  type LambdaFunction,
  type Located,
  type Model,
  type PackedCode,
  qualifiedId,
  TemplateError,
} from '../../model/index.ts';
import { errorMessage } from '../../runtime/index.ts';
import { unpackZip } from './unpack-zip.ts';

/**
 * Unpacks zips and writes inline code, so that every function of the model has a code directory, and one for each of its
 * layers. What is unpacked is kept under `directory` by where it comes from, and unpacked again when that has changed.
 * @throws {TemplateError} for zips that cannot be unpacked, all at once
 */
export async function unpackCode(model: Model, directory: string): Promise<Model> {
  const faults: Fault[] = [];
  const functions: LambdaFunction[] = [];
  for (const { packedCode, layers, ...fn } of model.functions) {
    const unpackOf = (code: PackedCode, path: string): Promise<string> =>
      unpack(code, directory).catch((error: unknown) => {
        faults.push(toFault(fn, path, error));
        return '';
      });
    const codeDirectory = packedCode === undefined ? fn.codeDirectory : await unpackOf(packedCode, 'Code');
    const layerDirectories: string[] = [];
    for (const [index, layer] of (layers ?? []).entries()) {
      layerDirectories.push('zipFile' in layer ? await unpackOf(layer, `Layers[${index}]`) : layer.directory);
    }
    functions.push({ ...fn, codeDirectory, ...(layers !== undefined && { layerDirectories }) });
  }
  if (faults.length > 0) throw new TemplateError(faults);
  return { ...model, functions };
}

async function unpack(code: PackedCode, directory: string): Promise<string> {
  const target = join(directory, await nameOf(code));
  if (await exists(target)) return target;
  const unfinished = `${target}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  try {
    if ('source' in code) await writeFile(join(unfinished, 'index.js'), code.source);
    else await unpackZip(code.zipFile, unfinished);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  await rename(unfinished, target);
  return target;
}

/** A digest of the source, or of what tells one state of the zip from another. */
async function nameOf(code: PackedCode): Promise<string> {
  const hash = createHash('sha256');
  if ('source' in code) return hash.update(code.source).digest('hex').slice(0, 32);
  const { size, mtimeMs } = await stat(code.zipFile);
  return hash
    .update(JSON.stringify([code.zipFile, size, mtimeMs]))
    .digest('hex')
    .slice(0, 32);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const toFault = (fn: Located, property: string, error: unknown): Fault => ({
  rule: 'zip-content',
  where: {
    stack: fn.stack,
    logicalId: fn.logicalId,
    type: 'AWS::Lambda::Function',
    path: `Properties.${property}`,
  },
  what: `Its zip cannot be unpacked: ${errorMessage(error)}`,
  remedy: `Build the asset of ${qualifiedId(fn)} again.`,
});
