/**
 * `requestContext.apiId` of an event of API Gateway, for logs and metrics; `none` where there is none, as in a test: a
 * metric's dimension must be there. No decision may read it: it is not in the cache key of a verdict.
 */
export function apiIdOf(event: unknown): string {
  // Reading a member fails for null and undefined only.
  const { apiId } = (event as Event)?.requestContext ?? {};
  return typeof apiId === 'string' && apiId !== '' ? apiId : 'none';
}

type Event = { readonly requestContext?: { readonly apiId?: unknown } | null } | null | undefined;
