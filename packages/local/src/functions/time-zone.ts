import type { Fault, LambdaFunction } from '../model/index.ts';
import { functionFault } from './function-faults.ts';

const names = new Set(['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT', 'Etc/UCT', 'UCT']);

/**
 * The time zone that functions run in: that which all of them declare by the variable `TZ`, UTC where none does. Threads
 * share the time zone of their process, so it is one for all: to be set, as `process.env.TZ`, before a function starts.
 *
 * @returns IANA name; undefined when they differ, see {@link timeZoneFaults}
 */
export function functionTimeZone(functions: readonly LambdaFunction[]): string | undefined {
  const [zone = 'UTC', ...others] = new Set(functions.map(declaredZone));
  return others.length === 0 ? zone : undefined;
}

/** A fault for each function whose time zone is not that of the first; none when all agree. */
export function timeZoneFaults(functions: readonly LambdaFunction[]): Fault[] {
  const [first] = functions;
  if (first === undefined) return [];
  const zone = declaredZone(first);
  return functions
    .filter((fn) => declaredZone(fn) !== zone)
    .map((fn) =>
      functionFault(fn, 'Environment.Variables.TZ', {
        rule: 'time-zones-differ',
        what: 'Functions run in different time zones, and the local platform has one for all of them',
        given: `${declaredZone(fn)}, but ${zone} for ${first.logicalId}`,
        allowed: 'the same TZ in every function, or in none',
        remedy: 'Declare one TZ for all, or pass the zone in the code.',
      }),
    );
}

/**
 * The warning for functions that are started in a time zone other than theirs; undefined when it is the same.
 *
 * @param timeZone IANA name, as `Intl.DateTimeFormat().resolvedOptions().timeZone` gives it
 */
export function timeZoneWarning(timeZone: string, functions: readonly LambdaFunction[]): string | undefined {
  const wanted = functionTimeZone(functions) ?? 'UTC';
  if (plain(timeZone) === wanted) return undefined;
  const where = wanted === 'UTC' ? 'Lambda runs in UTC' : `they declare TZ ${wanted}`;
  return (
    `Functions run in time zone ${timeZone}, but ${where}: local times (getHours, toString, ...) will differ. ` +
    `Start the process with TZ=${wanted}, or set process.env.TZ = '${wanted}' first.`
  );
}

/** Without the `:` that `TZ` may begin with. */
const declaredZone = ({ environment }: LambdaFunction): string => plain((environment['TZ'] ?? 'UTC').replace(/^:/, ''));

const plain = (zone: string): string => (names.has(zone) || zone === '' ? 'UTC' : zone);
