/** Shorter strings are left alone: to cut every `a` out of a log would hide nothing and spoil everything. */
const shortestSecret = 8;

/**
 * A copy of a JSON-shaped value in which every occurrence of a secret, in any string or member name, reads `[redacted]`.
 * Does not find secrets that were re-encoded (base64, escapes) or are shorter than eight characters.
 */
export function redact<T>(value: T, secrets: readonly string[]): T {
  const worth = secrets.filter((secret) => secret.length >= shortestSecret).sort((a, b) => b.length - a.length);
  return worth.length === 0 ? value : (redactDeep(value, worth) as T);
}

function redactDeep(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((member) => redactDeep(member, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [redactText(name, secrets), redactDeep(member, secrets)]),
  );
}

const redactText = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
