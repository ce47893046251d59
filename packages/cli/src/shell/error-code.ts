import { isRecord } from './json.ts';

/** The `code` of a system error (`EEXIST`, `ECONNREFUSED`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  const code = isRecord(error) ? error['code'] : undefined;
  return typeof code === 'string' ? code : undefined;
}
