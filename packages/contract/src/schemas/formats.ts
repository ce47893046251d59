/**
 * The formats that are checked, by the type they are of: those of `ajv-formats` that refuse anything. It also knows
 * `password`, `float` and `double`, which check nothing, and so are no formats here.
 *
 * @see https://ajv.js.org/packages/ajv-formats.html
 */
export const checkedFormats = {
  string: [
    'date',
    'time',
    'date-time',
    'iso-time',
    'iso-date-time',
    'duration',
    'uri',
    'uri-reference',
    'uri-template',
    'url',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'regex',
    'uuid',
    'json-pointer',
    'json-pointer-uri-fragment',
    'relative-json-pointer',
    'byte',
  ],
  number: ['int32', 'int64'],
} as const;

/** The types whose values a format looks at; `undefined` for a format that is not checked. */
export function typesOfFormat(format: unknown): readonly string[] | undefined {
  const includes = (names: readonly unknown[]): boolean => names.includes(format);
  if (includes(checkedFormats.string)) return ['string'];
  return includes(checkedFormats.number) ? ['number', 'integer'] : undefined;
}
