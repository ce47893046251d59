import { decisionIdHeader } from '@scopegate/contract/decision';
import { decisionIdOf } from '../guarded-callers.ts';
import type { HttpEvent, HttpResult, Middleware } from '../http-types.ts';

/** Tells the caller under which id the logs explain the decision. */
export const decisionId = (): Middleware => ({ after: addHeader, onError: addHeader });

function addHeader({
  event,
  response,
}: {
  readonly event: HttpEvent;
  readonly response: HttpResult | null | undefined;
}): void {
  const id = decisionIdOf(event);
  if (id === undefined || response === null || response === undefined) return;
  response.headers = { ...response.headers, [decisionIdHeader]: id };
}
