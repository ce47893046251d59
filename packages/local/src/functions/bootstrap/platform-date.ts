/**
 * Makes `Date` follow the platform's clock: `new Date()`, `Date()` and `Date.now()` add the shared offset to the
 * machine's time. Everything else of `Date` stays the engine's own, `instanceof` included, and the function may replace
 * `Date` or `Date.now` itself (fake timers). Must run before any code of the function, so that captures are covered.
 *
 * Does NOT touch `performance.now()`, timers, `Intl.DateTimeFormat#format()` without argument, or the `Date` of a new
 * `node:vm` context.
 *
 * @param offset one `Float64`: milliseconds to add
 * @returns the platform's time in milliseconds, independent of what the function does to `Date`
 */
export function installPlatformDate(offset: SharedArrayBuffer): () => number {
  const RealDate = Date;
  const machineNow = Date.now;
  const shift = new Float64Array(offset);
  const now = (): number => Math.floor(machineNow() + (shift[0] ?? 0));
  const PlatformDate = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  });
  redefine(RealDate, 'now', now);
  redefine(RealDate.prototype, 'constructor', PlatformDate);
  redefine(globalThis, 'Date', PlatformDate);
  return now;
}

function redefine(owner: object, name: string, value: unknown): void {
  Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
}
