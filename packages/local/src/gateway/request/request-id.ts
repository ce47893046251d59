/** Where identifiers come from: that many bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** `requestContext.requestId` and `apigw-requestid`: 15 URL-safe base64 characters and `=`. */
export function createRequestId(random: RandomBytes): string {
  return `${Buffer.from(random(12)).toString('base64url').slice(0, 15)}=`;
}

/**
 * A new root for `x-amzn-trace-id`.
 *
 * @param now milliseconds since the epoch
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html
 */
export function createTraceId(now: number, random: RandomBytes): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${Buffer.from(random(12)).toString('hex')}`;
}
