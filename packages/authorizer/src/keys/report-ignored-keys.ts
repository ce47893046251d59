import type { KeySet } from './jwks.ts';

export interface ReportOptions {
  readonly issuer: string;
  readonly write: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Most keys named in one line. */
const maxNamed = 10;

/**
 * Writes a warning about published keys that cannot be used, in the field names of the audit line: once per set, not at
 * each fetch of the same. Holds key ids and causes, no key.
 */
export function reportIgnoredKeys({ issuer, write, now }: ReportOptions): (set: KeySet) => void {
  let told = '';
  return ({ ignored }) => {
    const text = JSON.stringify(ignored);
    if (text !== told && ignored.length > 0)
      write(
        JSON.stringify({
          level: 'WARN',
          message: 'published keys ignored',
          timestamp: new Date(now()).toISOString(),
          service: 'scopegate-authorizer',
          issuer,
          ignoredCount: ignored.length,
          ignoredKeys: ignored.slice(0, maxNamed),
        }),
      );
    told = text;
  };
}
