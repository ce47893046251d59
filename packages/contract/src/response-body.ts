import type { TString, TUnsafe } from 'typebox';
import { isRecord } from './json-types.ts';

/** An answer of text that is not JSON, such as `text/csv`. It is sent as UTF-8, as the handler gives it. */
export const textBody = (mediaType: string): TString =>
  ({ type: 'string', contentMediaType: mediaType }) as unknown as TString;

/** An answer of bytes, such as `image/png`. */
export const binaryBody = (mediaType: string): TUnsafe<Uint8Array> =>
  ({ type: 'string', format: 'binary', contentMediaType: mediaType }) as unknown as TUnsafe<Uint8Array>;

/** Whether an answer of this schema is bytes. */
export const isBinaryBody = (schema: unknown): boolean => isRecord(schema) && schema['format'] === 'binary';

/** The media type that a schema declares for an answer that is not JSON. */
export const mediaTypeOf = (schema: unknown): string | undefined => {
  const mediaType = isRecord(schema) ? schema['contentMediaType'] : undefined;
  return typeof mediaType === 'string' ? mediaType : undefined;
};

/** Whether an answer with this status never has a body. @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1 */
export const isBodiless = (status: number): boolean => status === 204 || status === 205 || status === 304;
