import { isGuarded } from '../guarded-callers.ts';
import type { Middleware } from '../http-types.ts';

/**
 * A middleware that does not see requests that the guard refused. Middy calls error hooks from the inside out, so one
 * that answers errors, from a cache say, would otherwise answer for the guard.
 */
export const behindGuard = ({ before, after, onError }: Middleware): Middleware => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
  ...(onError === undefined ? {} : { onError: (request) => (isGuarded(request.event) ? onError(request) : undefined) }),
});
