import type { MakeRuntimeError } from './runtime-error.ts';

/** What a module threw while it was loaded, under the name that Lambda reports it by. */
export function asLoadError(error: unknown, runtimeError: MakeRuntimeError): unknown {
  if (error instanceof SyntaxError) {
    const { stack } = error;
    return Object.assign(runtimeError('UserCodeSyntaxError', String(error)), stack !== undefined && { stack });
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'MODULE_NOT_FOUND' ? runtimeError('ImportModuleError', String(error)) : error;
}
