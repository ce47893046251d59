import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HandlerManifest, handlerManifestFile, parseHandlerManifest, type Route } from '@scopegate/contract';
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
  const code = join(source.bundle, handler.slice(0, handler.lastIndexOf('.')));
  const found = codeExtensions.some((extension) => existsSync(code + extension));
  const foreign = manifest !== undefined && manifest.routeKey !== route.route;
  return {
    handler,
    guarded: manifest !== undefined && !foreign && handler === manifest.handler,
    faults: [
      ...faults,
      ...(found ? [] : [fault('bundle-missing', at, `"${source.bundle}" without ${handler}`)]),
      ...(foreign ? [fault('bundle-route', at, `a bundle for "${manifest.routeKey}" at "${route.route}"`)] : []),
    ],
  };
}

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
