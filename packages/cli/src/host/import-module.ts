import { pathToFileURL } from 'node:url';

/** What Node warns of while a module of a project is tried, and which needs no cure. */
const expected = /^Failed to load the ES module|^Module type of /;

/**
 * Imports a module of the user's as Node does; else bundled, such as TypeScript in a project of CommonJS. Node's warnings about
 * that are left out.
 */
export async function importModule(file: string): Promise<unknown> {
  const { emit } = process;
  // Node itself warns in more than one way; all of them end here.
  const withoutExpected = (name: string | symbol, ...args: unknown[]): boolean =>
    name === 'warning' && args[0] instanceof Error && expected.test(args[0].message)
      ? false
      : Reflect.apply(emit, process, [name, ...args]);
  process.emit = withoutExpected as typeof process.emit;
  try {
    // the bundler is large, and seldom needed
    return await import(pathToFileURL(file).href).catch(async () =>
      (await import('@scopegate/handler/build')).importSource(file),
    );
  } finally {
    // some warnings come a tick later
    await new Promise((resolve) => setImmediate(resolve));
    process.emit = emit;
  }
}
