import type { ProblemFault } from './http-problem.ts';

interface ValidatorError {
  readonly instancePath: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What a compiled validator found, by its place. A member that is missing or too many is named itself, not its object. */
export const toFaults = (errors: readonly unknown[] | null | undefined): ProblemFault[] =>
  (errors ?? []).filter(isValidatorError).map(({ instancePath, message = 'is not valid', params = {} }) => {
    const member = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
    return {
      pointer: typeof member === 'string' ? `${instancePath}/${escapePointer(member)}` : instancePath,
      detail: message,
    };
  });

const isValidatorError = (value: unknown): value is ValidatorError =>
  typeof value === 'object' && value !== null && 'instancePath' in value && typeof value.instancePath === 'string';

// RFC 6901 §3
const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
