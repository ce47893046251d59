import type { Options } from 'ajv';

/**
 * All faults at once, nothing changed in what is checked: no coercion, no defaults. `format` is an annotation in draft
 * 2020-12; a schema that means it writes a pattern.
 */
export const ajvOptions = { allErrors: true, strict: true, validateFormats: false } satisfies Options;
