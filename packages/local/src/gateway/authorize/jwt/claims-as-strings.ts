/**
 * Claims as API Gateway hands them on: every value a string. Numbers and booleans are written out, a list becomes
 * `[a b]` without quotes or commas, an object its JSON text, and a null claim is left out.
 */
export function claimsAsStrings(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  const kept = Object.entries(claims).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept.map(([name, value]) => [name, asString(value)]));
}

function asString(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? `[${value.map(asString).join(' ')}]` : JSON.stringify(value);
}
