const captured = Symbol.for('scopegate.captured-lines');

// Handlers of `@scopegate/handler` write their audit and trace lines here instead of printing them.
const lines: string[] = Reflect.get(globalThis, captured) ?? [];
Reflect.set(globalThis, captured, lines);

/**
 * What handlers of `handle()` have written since the last call of this: audit lines, and trace lines where `trace` is on. They are
 * not printed while `@scopegate/testing` is loaded, except by handlers with a `write` of their own.
 *
 * @returns the parsed lines, in their order
 */
export const takeAuditLines = (): readonly Readonly<Record<string, unknown>>[] =>
  lines.splice(0).map((line) => JSON.parse(line));
