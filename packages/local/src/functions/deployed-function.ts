import { existsSync } from 'node:fs';
import type { Fault, FunctionError, Invocation, LambdaFunction } from '../model/index.ts';
import { codeDigest } from './code-digest.ts';
import { functionFault, functionFaults } from './function-faults.ts';
import type { FunctionPool } from './function-pool.ts';
import { refused, requestLimitBytes, requestTooLarge } from './lambda-errors.ts';
import { notRun } from './not-invoked-outcome.ts';

/** A version of a function: its declaration, its code as it was when first started, its environments. */
export class DeployedFunction {
  readonly pool: FunctionPool;
  #fn: LambdaFunction;
  #faults: readonly Fault[];
  #isThere = false;
  #digest: string | undefined;

  constructor(fn: LambdaFunction, pool: FunctionPool) {
    this.#fn = fn;
    this.#faults = functionFaults(fn);
    this.pool = pool;
  }

  /** Before its first environment starts: what the code is from then on. */
  noteCode(): void {
    this.#digest ??= digestOf(this.#fn);
  }

  /**
   * Whether this version may serve as the other declaration: nothing differs that an environment sees. One that never
   * started has no environments to keep, and a call that holds it must still find its own code.
   */
  serves(fn: LambdaFunction): boolean {
    if (this.#digest === undefined || seenByEnvironments(fn) !== seenByEnvironments(this.#fn)) return false;
    return existsSync(fn.codeDirectory) && this.#digest === digestOf(fn);
  }

  /** Only for a declaration that it {@link serves}. */
  redeclare(fn: LambdaFunction): void {
    this.#fn = fn;
    this.#faults = functionFaults(fn);
    this.#isThere = false;
    this.pool.redeclare(fn);
  }

  /** @param payload JSON text of the event */
  invoke(payload: string): Promise<Invocation> {
    const error = this.#refusal(payload);
    return error ? Promise.resolve(notRun({ kind: 'failed', error })) : this.pool.invoke(payload);
  }

  #refusal(payload: string): FunctionError | undefined {
    const faults = this.#unrunnable();
    if (faults.length > 0) return refused(this.#fn.functionName, faults);
    // a character takes three bytes at most
    if (payload.length * 3 <= requestLimitBytes) return undefined;
    const bytes = Buffer.byteLength(payload);
    return bytes > requestLimitBytes ? requestTooLarge(bytes) : undefined;
  }

  #unrunnable(): readonly Fault[] {
    const { codeDirectory } = this.#fn;
    this.#isThere ||= existsSync(codeDirectory);
    if (this.#isThere) return this.#faults;
    const what = `Its code directory ${codeDirectory} does not exist`;
    const gone = { rule: 'code-directory', what, remedy: 'Synthesize the assembly again.' };
    return [...this.#faults, functionFault(this.#fn, 'Code', gone)];
  }
}

const digestOf = ({ codeDirectory, layerDirectories = [] }: LambdaFunction): string =>
  codeDigest([codeDirectory, ...layerDirectories]);

/** All but where the code lies, and who may call. */
const seenByEnvironments = ({ codeDirectory, layerDirectories, permissions, ...rest }: LambdaFunction): string =>
  JSON.stringify(Object.entries({ ...rest, layers: layerDirectories?.length ?? 0 }).sort(byName));

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);
