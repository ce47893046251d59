/** A JSON object, or what could be one. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text with something in it. */
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
