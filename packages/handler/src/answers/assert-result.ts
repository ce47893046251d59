import { isRecord } from '../json-types.ts';

/**
 * Refuses what API Gateway would take for a body. Middy ends a chain with whatever a hook returns, so that the number
 * that a log function returned could become the answer.
 *
 * @throws {Error} for anything but an object with a final status
 */
export function assertResult(value: unknown): void {
  const status = isRecord(value) ? value['statusCode'] : undefined;
  if (typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599) return;
  throw new Error(
    `a middleware ended the chain with ${describe(value)}, allowed: an object with a statusCode from 200 to 599. ` +
      'Return one, or return nothing so that the chain goes on.',
  );
}

// What it is, never what it says: it may hold what must not be logged.
function describe(value: unknown): string {
  if (!isRecord(value)) return value === null ? 'null' : `a value of type ${typeof value}`;
  return 'statusCode' in value ? `statusCode ${String(value['statusCode'])}` : 'an object without statusCode';
}
