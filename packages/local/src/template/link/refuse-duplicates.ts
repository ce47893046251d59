import type { PropertyReader } from '../properties/property-reader.ts';

interface DuplicateRule {
  /** The property at which the second of two is refused. */
  readonly property: string;
  readonly rule: string;
  readonly what: (key: string) => string;
  /** @default says to choose another value */
  readonly remedy?: string;
}

/** Files a fault at every part whose key an earlier part has already. Parts without a key (`undefined`) are left alone. */
export function refuseDuplicates<Part extends { readonly properties: PropertyReader }>(
  parts: readonly Part[],
  keyOf: (part: Part) => string | undefined,
  { property, rule, what, remedy = `Choose another ${property}.` }: DuplicateRule,
): void {
  const seen = new Set<string>();
  for (const part of parts) {
    const key = keyOf(part);
    if (key === undefined) continue;
    if (seen.has(key)) part.properties.fault(property, { rule, what: what(key), remedy });
    seen.add(key);
  }
}
