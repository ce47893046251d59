/** The message of whatever was thrown, also by another realm, where `instanceof Error` fails. */
export const errorMessage = (thrown: unknown): string => memberText(thrown, 'message') ?? 'unknown fault';

/** The `code` node puts on system and parser errors. */
export const errorCode = (thrown: unknown): string => memberText(thrown, 'code') ?? 'unknown reason';

function memberText(thrown: unknown, member: string): string | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  const value: unknown = Reflect.get(thrown, member);
  return typeof value === 'string' ? value : undefined;
}
