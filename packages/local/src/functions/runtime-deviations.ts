import type { Deviation, LambdaFunction } from '../model/index.ts';
import { nodeMajor } from './function-faults.ts';
import { flagsWithoutEffect, parseNodeOptions } from './node-options.ts';

/**
 * What functions declare of their runtime and do not get: another Node (language and built-in modules are the newer ones;
 * the rules of the declared runtime, callback handlers, hold), and variables and flags that act on a whole process.
 *
 * @param nodeVersion as `process.versions.node`
 */
export function runtimeDeviations(functions: readonly LambdaFunction[], nodeVersion: string): Deviation[] {
  return functions.flatMap((fn) => {
    const { stack, logicalId } = fn;
    const texts = [...versionTexts(fn, nodeVersion), ...variableTexts(fn), ...flagTexts(fn)];
    return texts.map((text) => ({ stack, logicalId, text }));
  });
}

function versionTexts({ runtime }: LambdaFunction, nodeVersion: string): readonly string[] {
  const major = nodeMajor(runtime);
  if (major === undefined || major === Number.parseInt(nodeVersion, 10)) return [];
  return [`Declared for ${runtime}, run on Node ${nodeVersion}.`];
}

/** What Node, OpenSSL and Lambda read before a process begins; nothing reads them for a thread. */
const readAtProcessStart: ReadonlySet<string> = new Set([
  'AWS_LAMBDA_EXEC_WRAPPER',
  'NODE_COMPILE_CACHE',
  'NODE_EXTRA_CA_CERTS',
  'NODE_ICU_DATA',
  'NODE_PENDING_DEPRECATION',
  'NODE_PRESERVE_SYMLINKS',
  'NODE_REDIRECT_WARNINGS',
  'NODE_USE_ENV_PROXY',
  'NODE_USE_SYSTEM_CA',
  'NODE_V8_COVERAGE',
  'OPENSSL_CONF',
  'SSL_CERT_DIR',
  'SSL_CERT_FILE',
  'UV_THREADPOOL_SIZE',
]);

function variableTexts({ environment }: LambdaFunction): readonly string[] {
  const names = Object.keys(environment).filter((name) => readAtProcessStart.has(name));
  return names.length === 0 ? [] : [`Sets ${names.join(', ')}, without effect here.`];
}

function flagTexts({ environment }: LambdaFunction): readonly string[] {
  const flags = flagsWithoutEffect(parseNodeOptions(environment['NODE_OPTIONS'] ?? ''));
  return flags.length === 0 ? [] : [`NODE_OPTIONS sets ${flags.join(', ')}, without effect here.`];
}
