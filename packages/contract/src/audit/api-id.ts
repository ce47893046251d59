/**
 * `requestContext.apiId` of an event of API Gateway, for logs and metrics; `undefined` where there is none. No decision may
 * read it: it is not in the cache key of a verdict.
 */
export function apiIdOf(event: unknown): string | undefined {
  const context = isRecord(event) ? event['requestContext'] : undefined;
  const id = isRecord(context) ? context['apiId'] : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
