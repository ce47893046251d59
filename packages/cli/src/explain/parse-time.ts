import { CliError } from '../shell/cli-error.ts';
import { parseDuration } from '../shell/parse-duration.ts';

const absolute = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A moment in milliseconds since the epoch: RFC 3339 with an offset (seconds may be left out), or `+15m`, `-1h30m` from now.
 *
 * @param now milliseconds since the epoch
 * @throws {CliError} for anything else; also for a time without an offset, which depends on the machine's time zone
 */
export function parseTime(text: string, now: number): number {
  const duration = /^[+-]\d/.test(text) ? parseDuration(text.slice(1)) : undefined;
  if (duration !== undefined) return text.startsWith('-') ? now - duration : now + duration;
  const moment = absolute.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(moment)) return moment;
  throw new CliError({
    what: 'This is not a time',
    given: `--at ${JSON.stringify(text)}`,
    allowed: "2026-01-31T12:00:00Z (RFC 3339), or +90s, +15m, +1h30m, -1d from the platform's time",
    remedy: 'Give the offset; Z is UTC',
  });
}
