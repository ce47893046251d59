import { pathToFileURL } from 'node:url';

/*
 * The platform on a template, in a process of its own.
 *
 *   node platform.ts <module of the platform> <template> <state directory>
 */
const [module = '', assembly = '', stateDirectory = ''] = process.argv.slice(2);
const { startPlatform }: typeof import('../../src/index.ts') = await import(pathToFileURL(module).href);
const platform = await startPlatform({ assembly, stateDirectory, port: 0 });
process.stdout.write(`ready ${platform.apis[0]?.url}\n`);
process.once('SIGTERM', () => void platform.close().then(() => process.exit()));
