import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { markedRouteKey } from '../mark.ts';
import type { LoadReport } from './prove-handler.ts';

// The program that `prove-handler.ts` starts: loads the bundle that it is given, and reports what its exports are.

const [file = ''] = process.argv.slice(2);
const variables: string[] = [];

process.setSourceMapsEnabled(true);
process.env = new Proxy(process.env, {
  get(environment, name) {
    const value = Reflect.get(environment, name);
    if (value === undefined && typeof name === 'string') variables.push(name);
    return value;
  },
});

async function load(): Promise<LoadReport> {
  try {
    const exports = file.endsWith('.mjs') ? await import(pathToFileURL(file).href) : createRequire(file)(file);
    return {
      kind: 'loaded',
      routeKey: markedRouteKey(exports.handler),
      isDefault: markedRouteKey(exports.default) !== undefined,
    };
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', message: known.message, stack: known.stack ?? '', variables: variables.slice(-20) };
  }
}

const report = await load();
// What was loaded may hold timers and sockets.
process.send?.(report, undefined, undefined, () => process.exit());
