import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type HandlerManifest,
  handlerManifestFile,
  parseHandlerManifest,
  type Route,
  splitHandlerName,
} from '@scopegate/contract';
import { fault, type SynthFault } from '../fault.ts';
import type { BundledHandler } from '../handler.ts';

/** What a bundle's directory tells. */
export interface Bundle {
  /** Lambda's `Handler` property. */
  readonly handler: string;
  /** Whether the guard of exactly this route stands in front of the code. */
  readonly guarded: boolean;
  readonly faults: readonly SynthFault[];
}

const codeExtensions = ['.js', '.mjs', '.cjs'];

/** Reads a bundle: its manifest, if it has one, and whether the code is there. Does not load the code. */
export function readBundle(route: Route, source: BundledHandler): Bundle {
  const at = `handlers.${route.name}`;
  const { manifest, faults } = readManifest(join(source.bundle, handlerManifestFile), at);
  const handler = source.handler ?? manifest?.handler ?? 'index.handler';
  const code = join(source.bundle, splitHandlerName(handler).module);
  const found = codeExtensions.some((extension) => existsSync(code + extension));
  const foreign = manifest !== undefined && manifest.routeKey !== route.route;
  return {
    handler,
    guarded: manifest !== undefined && !foreign && handler === manifest.handler,
    faults: [
      ...faults,
      ...(found ? [] : [missingFault(at, source.bundle, handler)]),
      ...(foreign ? [fault('bundle-route', at, `a bundle for "${manifest.routeKey}" at "${route.route}"`)] : []),
    ],
  };
}

/** A directory that is missing beside other bundles was left out of what the build bundles. */
function missingFault(at: string, bundle: string, handler: string): SynthFault {
  const bundled = existsSync(bundle) ? [] : bundlesIn(dirname(bundle));
  return bundled.length > 0
    ? fault('bundle-left-out', at, `"${dirname(bundle)}" with ${bundled.join(', ')}`)
    : fault('bundle-missing', at, `"${bundle}" without ${handler}`);
}

const bundlesIn = (directory: string): string[] =>
  existsSync(directory)
    ? readdirSync(directory).filter((name) => existsSync(join(directory, name, handlerManifestFile)))
    : [];

interface ManifestReading {
  readonly manifest?: HandlerManifest;
  readonly faults: readonly SynthFault[];
}

function readManifest(file: string, at: string): ManifestReading {
  if (!existsSync(file)) return { faults: [] };
  try {
    return { manifest: parseHandlerManifest(readFileSync(file, 'utf8'), file), faults: [] };
  } catch {
    return { faults: [fault('bundle-manifest', at, `"${file}"`)] };
  }
}
