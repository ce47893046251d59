/**
 * `requestContext.apiId` of an event of API Gateway, for logs and metrics; `undefined` where there is none. No decision may
 * read it: it is not in the cache key of a verdict.
 */
export function apiIdOf(event: unknown): string | undefined {
  // A member of anything but null and undefined can be asked for.
  const { apiId } = (event as Event)?.requestContext ?? {};
  return typeof apiId === 'string' && apiId !== '' ? apiId : undefined;
}

type Event = { readonly requestContext?: { readonly apiId?: unknown } | null } | null | undefined;
