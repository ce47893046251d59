const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * `requestContext.time` and `$context.requestTime`: Common Log Format in UTC, `12/Mar/2020:19:03:58 +0000`.
 *
 * @param now milliseconds since the epoch
 */
export const commonLogTime = bySecond((now) => {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
});

/**
 * The `date` header: IMF-fixdate, RFC 9110 section 5.6.7.
 *
 * @param now milliseconds since the epoch
 */
export const httpDate = bySecond((now) => new Date(now).toUTCString());

/** Remembers the text of the last second: most requests share it with the one before. */
function bySecond(format: (now: number) => string): (now: number) => string {
  let second = Number.NaN;
  let text = '';
  return (now) => {
    const current = Math.floor(now / 1000);
    if (current !== second) [second, text] = [current, format(now)];
    return text;
  };
}
