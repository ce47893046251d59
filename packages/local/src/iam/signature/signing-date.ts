/** Milliseconds by which a signature's date may differ from the clock, either way. */
export const clockSkewMillis = 5 * 60 * 1000;

/** Milliseconds since the epoch for an `X-Amz-Date` of the form `20260101T000000Z`; undefined for any other form. */
export function parseSigningDate(text: string | undefined): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '') ?? [];
  if (year === undefined) return undefined;
  const millis = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(millis) ? undefined : millis;
}
