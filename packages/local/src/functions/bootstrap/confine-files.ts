import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FileOperation, fileOperations, type PathUse } from './file-operations.ts';
import type { FunctionFiles } from './function-files.ts';
import { opensFor } from './open-flags.ts';
import { readOnly } from './read-only.ts';

/**
 * Makes every operation of `fs` on paths mean the function's own files: with a callback, sync, by promise, and in streams;
 * the path as text, bytes or file URL. What Lambda's read-only file system refuses fails with EROFS. Errors name the path
 * that was given.
 *
 * Does NOT see native add-ons; `parentPath` of directory entries is the place on this machine.
 */
export function confineFiles(files: FunctionFiles): void {
  for (const [name, operation] of Object.entries(fileOperations)) {
    wrap(fs, `${name}Sync`, (original) => ofSync(original, operation, files));
    wrap(fs, name, (original) => ofCallback(original, operation, files));
    wrap(fs.promises, name, (original) => ofPromise(original, operation, files));
  }
  for (const owner of [fs.realpath, fs.realpathSync]) {
    const own = owner === fs.realpath ? ofCallback : ofSync;
    const operation = fileOperations['realpath'];
    if (operation) wrap(owner, 'native', (original) => own(original, operation, files));
  }
  process.cwd = () => files.workingDirectory;
  process.chdir = (directory) => changeDirectory(files, directory);
  const { loadEnvFile } = process;
  process.loadEnvFile = (path = '.env') => {
    const located = locateValue(files, 'read', path);
    return Reflect.apply(loadEnvFile, process, [located?.value ?? path]);
  };
  syncBuiltinESMExports();
}

type Operation = (...values: unknown[]) => unknown;

function wrap(owner: object, name: string, around: (original: Operation) => Operation): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') return;
  const wrapped = around(original as Operation);
  // with `native` of realpath, and the marks for util.promisify
  const { length, name: ownName, ...descriptors } = Object.getOwnPropertyDescriptors(original);
  Object.defineProperties(wrapped, { ...descriptors, ...(length && { length }), ...(ownName && { name: ownName }) });
  Object.defineProperty(owner, name, { value: wrapped, writable: true, configurable: true, enumerable: true });
}

const ofSync = (original: Operation, operation: FileOperation, files: FunctionFiles): Operation =>
  function (this: unknown, ...values) {
    const call = new FileCall(operation, files, values);
    if (call.refusal) throw call.refusal;
    try {
      return call.toGiven(Reflect.apply(original, this, call.values));
    } catch (error) {
      throw call.renamed(error);
    }
  };

const ofCallback = (original: Operation, operation: FileOperation, files: FunctionFiles): Operation =>
  function (this: unknown, ...values) {
    const call = new FileCall(operation, files, values);
    const callback = values.at(-1);
    if (typeof callback !== 'function') return Reflect.apply(original, this, call.values);
    if (call.refusal) {
      process.nextTick(callback, call.refusal);
      return undefined;
    }
    if (!call.isElsewhere) return Reflect.apply(original, this, values);
    const answer = (error: unknown, ...results: unknown[]): unknown =>
      callback(call.renamed(error), ...results.map((result) => call.toGiven(result)));
    return Reflect.apply(original, this, [...call.values.slice(0, -1), answer]);
  };

const ofPromise = (original: Operation, operation: FileOperation, files: FunctionFiles): Operation =>
  function (this: unknown, ...values) {
    const call = new FileCall(operation, files, values);
    if (call.refusal) return Promise.reject(call.refusal);
    const result = Reflect.apply(original, this, call.values);
    if (!call.isElsewhere || !(result instanceof Promise)) return result;
    return result.then(
      (value) => call.toGiven(value),
      (error) => {
        throw call.renamed(error);
      },
    );
  };

/** One call of an operation: its values with the paths of this machine in them. */
class FileCall {
  readonly values: readonly unknown[];
  readonly isElsewhere: boolean;
  readonly refusal: Error | undefined;
  readonly #operation: FileOperation;
  readonly #files: FunctionFiles;
  readonly #paths: readonly { readonly given: string; readonly real: string }[];

  constructor(operation: FileOperation, files: FunctionFiles, values: readonly unknown[]) {
    this.#operation = operation;
    this.#files = files;
    const located = operation.uses.map((use, index) => locateValue(files, use, values[index]));
    this.#paths = located.flatMap((path) => (path ? [path] : []));
    this.isElsewhere = this.#paths.some(({ given, real }) => given !== real);
    this.values = this.isElsewhere ? values.map((value, index) => located[index]?.value ?? value) : values;
    this.refusal = located.some((path, index) => path && this.#isRefused(path.real, index, values))
      ? readOnly(
          operation.syscall,
          this.#paths.map(({ given }) => given),
        )
      : undefined;
  }

  /** A path that the operation answers, as the function would call it. */
  toGiven(result: unknown): unknown {
    return this.#operation.givesPath && typeof result === 'string' ? this.#files.toGiven(result) : result;
  }

  /** An error that names the paths as they were given. */
  renamed(error: unknown): unknown {
    if (!(error instanceof Error) || !this.isElsewhere) return error;
    for (const { given, real } of this.#paths) {
      const { message, stack } = error;
      error.message = message.replaceAll(real, given);
      if (stack !== undefined) error.stack = stack.replace(message, error.message);
      for (const key of ['path', 'dest']) {
        const text: unknown = Reflect.get(error, key);
        if (typeof text === 'string') Reflect.set(error, key, text.replace(real, given));
      }
    }
    return error;
  }

  #isRefused(real: string, index: number, values: readonly unknown[]): boolean {
    const use = resolveUse(this.#operation, index, values);
    if (use === 'read' || this.#files.isWritable(real)) return false;
    const isThere = this.#files.exists(real);
    // what fails anyway fails as the operation itself says: it is not there, or it is there already
    if (use === 'change') return isThere;
    if (this.#operation.syscall === 'mkdir') return !isThere;
    return this.#operation.makesParents === true || this.#files.exists(join(real, '..'));
  }
}

function resolveUse({ uses, flags }: FileOperation, index: number, values: readonly unknown[]): PathUse {
  const use = uses[index] ?? 'read';
  if (use === 'target') return 'read';
  if (use === 'access') return Number(values[1] ?? 0) & fs.constants.W_OK ? 'change' : 'read';
  return use === 'open' ? opensFor(flags ?? 'r', values) : use;
}

interface LocatedValue {
  readonly given: string;
  readonly real: string;
  /** In the form in which it was given. */
  readonly value: unknown;
}

/** Undefined for descriptors, file handles, and what Node refuses by itself. */
function locateValue(files: FunctionFiles, use: PathUse, value: unknown): LocatedValue | undefined {
  const given = toPath(value);
  // the text of a relative link is told as it is
  if (given === undefined || given === '' || (use === 'target' && !given.startsWith('/'))) return undefined;
  const slash = given.endsWith('/') && given !== '/' ? '/' : '';
  const real = files.locate(given) + slash;
  return { given, real, value: value instanceof Uint8Array ? Buffer.from(real) : real };
}

function toPath(value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? undefined : value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  try {
    return value instanceof URL ? fileURLToPath(value) : undefined;
  } catch {
    return undefined;
  }
}

function changeDirectory(files: FunctionFiles, directory: string): void {
  const real = files.locate(directory);
  if (!fs.statSync(real).isDirectory()) {
    throw Object.assign(new Error(`ENOTDIR: not a directory, chdir '${directory}'`), {
      code: 'ENOTDIR',
      syscall: 'chdir',
    });
  }
  files.workingDirectory = files.toGiven(real);
}
