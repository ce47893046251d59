/**
 * The warning for functions that are started in a time zone other than UTC, which Lambda has; undefined in UTC. Threads share
 * the time zone of their process, so the host cannot change it for the functions alone.
 *
 * @param timeZone IANA name, as `Intl.DateTimeFormat().resolvedOptions().timeZone` gives it
 */
export function timeZoneWarning(timeZone: string): string | undefined {
  if (['UTC', 'Etc/UTC', 'GMT', 'Etc/GMT', 'Etc/UCT', 'UCT'].includes(timeZone)) return undefined;
  return (
    `Functions run in time zone ${timeZone}, but Lambda runs in UTC: local times (getHours, toString, ...) will differ. ` +
    "Start the process with TZ=UTC, or set process.env.TZ = 'UTC' first."
  );
}
