import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyApi } from '@scopegate/contract';

/** A temporary directory with bundles and an authorizer file; `remove` it at the end. */
export interface Workspace {
  readonly directory: string;
  readonly authorizerFile: string;
  bundle(name: string, manifest?: unknown): { bundle: string };
  /** A bundle with a manifest for every route. */
  bundles<A extends AnyApi>(api: A): { readonly [Name in keyof A['routes']]: { bundle: string } };
  remove(): void;
}

export function createWorkspace(): Workspace {
  const directory = mkdtempSync(join(tmpdir(), 'scopegate-cdk-test-'));
  const authorizerFile = join(directory, 'authorizer.cjs');
  writeFileSync(authorizerFile, 'exports.handler = async () => ({ isAuthorized: false });\n');
  const bundle = (name: string, manifest?: unknown) => {
    const path = join(directory, 'bundles', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'index.js'), `exports.handler = async () => '${name}';\n`);
    if (manifest !== undefined) writeFileSync(join(path, 'scopegate.json'), JSON.stringify(manifest));
    return { bundle: path };
  };
  const bundles = <A extends AnyApi>(api: A) =>
    Object.fromEntries(
      Object.values(api.routes).map(({ name, route }) => [
        name,
        bundle(name, { version: 1, routeKey: route, handler: 'index.handler' }),
      ]),
    ) as { readonly [Name in keyof A['routes']]: { bundle: string } };
  return { directory, authorizerFile, bundle, bundles, remove: () => rmSync(directory, { recursive: true }) };
}
