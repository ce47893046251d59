import { pathToFileURL } from 'node:url';

/*
 * The platform on a template, in a process of its own. JavaScript, as what users run: to strip types costs a start 40 ms.
 *
 *   node platform.js <module of the platform> <template> <state directory>
 */
const [module = '', assembly = '', stateDirectory = ''] = process.argv.slice(2);
const { startPlatform } = await import(pathToFileURL(module).href);
// AWS throttles an account at 10,000 requests per second, and so would the gateway
const gatewaySettings = { accountRateLimit: 1e9, accountBurstLimit: 1e9 };
const platform = await startPlatform({ assembly, stateDirectory, port: 0, gatewaySettings });
process.stdout.write(`ready ${platform.apis[0]?.url}\n`);
process.once('SIGTERM', () => void platform.close().then(() => process.exit()));
