import type { Json } from '../json-value.ts';

/** A payload format version as API Gateway imports it: a document may give it as a number, and `2.0` is read as 2. */
export const versionText = (version: Json): Json => (version === 1 || version === 2 ? `${version}.0` : version);
