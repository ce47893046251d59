import type { Mapping } from './compile-proxy.ts';
import { type MappingInput, mappingValue } from './mapping-value.ts';

/** Name and value pairs that mappings change: headers or a query. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** Applies the mappings of one kind, each on the result of the one before. Sources are read from the unchanged message. */
export function mapPairs(
  pairs: Pairs,
  {
    mappings,
    on,
    input,
  }: { readonly mappings: readonly Mapping[]; readonly on: 'header' | 'querystring'; readonly input: MappingInput },
): Pairs {
  return mappings.reduce((mapped, { destination, source }) => {
    if (destination.on !== on) return mapped;
    const { action, name } = destination;
    const others = mapped.filter(([candidate]) => candidate !== name);
    if (action === 'remove') return others;
    const found = mappingValue(source, input);
    const value = on === 'header' && found !== undefined ? headerValue(found) : found;
    if (value === undefined) return mapped;
    const earlier =
      action === 'append' ? mapped.filter(([candidate]) => candidate === name).map(([, text]) => text) : [];
    return [...others, [name, [...earlier, value].join(',')] as const];
  }, pairs);
}

/**
 * A value as a header can carry it: beyond Latin-1 in UTF-8; `undefined` for one with a character no header may hold, so
 * that what a client put into a path or a body never becomes a header line of its own.
 */
function headerValue(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(text)) return undefined;
  return /[\u0100-\uffff]/.test(text) ? Buffer.from(text).toString('latin1') : text;
}

/** The value a mapping writes to the path or the status code; `undefined` where no mapping does. */
export function mappedValue(mappings: readonly Mapping[], on: 'path' | 'statuscode', input: MappingInput) {
  const mapping = mappings.findLast(({ destination }) => destination.on === on);
  return mapping && mappingValue(mapping.source, input);
}
