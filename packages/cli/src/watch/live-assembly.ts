import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The names that the bundle in a handler's directory may have. */
const bundleFiles = ['index.cjs', 'index.mjs'];

/** The asset of an assembly that contains the same bundle; undefined when none does. */
export function assetOf(assembly: string, bundleDirectory: string): string | undefined {
  const bundleFile = bundleFiles.find((name) => existsSync(join(bundleDirectory, name))) ?? 'index.cjs';
  const bundle = readFileSync(join(bundleDirectory, bundleFile));
  return readdirSync(assembly, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith('asset.'))
    .map((entry) => entry.name)
    .find((name) => bundle.equals(readIfThere(join(assembly, name, bundleFile))));
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/**
 * Writes a copy of an assembly in which some assets have new bundles. What is unchanged is linked, not copied.
 *
 * @param bundles name of the asset to the directory with its new bundle
 */
export function writeLiveAssembly(base: string, output: string, bundles: ReadonlyMap<string, string>): void {
  mkdirSync(output, { recursive: true });
  for (const name of readdirSync(base)) {
    const bundle = bundles.get(name);
    if (bundle === undefined) symlinkSync(realpathSync(join(base, name)), join(output, name));
    else {
      cpSync(join(base, name), join(output, name), { recursive: true });
      // with what lies beside the bundle: its source map, its response validators
      cpSync(bundle, join(output, name), { recursive: true });
    }
  }
}
