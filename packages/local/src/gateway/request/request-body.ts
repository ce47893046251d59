import type { Settings } from '../settings.ts';

/** The body members of an integration event; none when there is no body. */
export type EventBody = { readonly body?: string; readonly isBase64Encoded: boolean };

/**
 * How a body travels in an event: as text for `text/*` and three application types, as base64 for everything else,
 * also for forms and where no type is given. Text is read as UTF-8 whatever `charset` says.
 *
 * @param contentType the header's value, parameters and case as sent
 */
export function encodeBody(
  body: Uint8Array,
  contentType: string | undefined,
  settings: Pick<Settings, 'jsonSuffixIsText'>,
): EventBody {
  if (body.byteLength === 0) return { isBase64Encoded: false };
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return isText(contentType, settings.jsonSuffixIsText)
    ? { body: bytes.toString('utf8'), isBase64Encoded: false }
    : { body: bytes.toString('base64'), isBase64Encoded: true };
}

const textTypes: ReadonlySet<string> = new Set(['application/json', 'application/xml', 'application/javascript']);

function isText(contentType: string | undefined, jsonSuffixIsText: boolean): boolean {
  const type = (contentType?.split(';')[0] ?? '').trim().toLowerCase();
  if (type.startsWith('text/') || textTypes.has(type)) return true;
  return jsonSuffixIsText && type.startsWith('application/') && type.endsWith('+json');
}
