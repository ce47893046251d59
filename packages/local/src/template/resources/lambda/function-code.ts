import type { PropertyReader } from '../../properties/property-reader.ts';

/** Where a function's code is said to be: an object in S3, a path beside the template, or the template itself. */
export type FunctionCode =
  | { readonly kind: 'object'; readonly properties: PropertyReader; readonly objectKey: string }
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'inline'; readonly source: string };
