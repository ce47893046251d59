import { redact } from '../../gateway/index.ts';
import { errorMessage, type JsonAnswer } from '../../runtime/index.ts';
import type { AdminControl } from './admin-control.ts';
import { AdminInputError, optionalText, parseMembers, queryNumber } from './admin-input.ts';
import { moveClock, readClock } from './move-clock.ts';
import { readMintRequest } from './read-mint-request.ts';

/** One call of an endpoint, read. */
export interface AdminCall {
  readonly control: AdminControl;
  readonly query: URLSearchParams;
  /** The body's text. */
  readonly body: string;
}

type AdminRoute = (call: AdminCall) => unknown;

/** What the endpoints answer with 200, by method and path. A route throws `AdminInputError` for what it does not take. */
const adminRoutes: Readonly<Record<string, AdminRoute>> = {
  'GET /health': ({ control }) => ({ status: 'ok', clock: readClock(control.clock), ...control.report() }),
  'GET /clock': ({ control }) => readClock(control.clock),
  'POST /clock': ({ control, body }) => {
    const members = parseMembers(body, ['advanceMilliseconds']);
    return moveClock(control.clock, members['advanceMilliseconds']);
  },
  'GET /tables': ({ control }) => ({ tables: control.tables() }),
  'POST /authorizer-caches/flush': ({ control, body }) => {
    parseMembers(body, []);
    control.flushAuthorizerCaches();
    return { flushed: true };
  },
  'POST /functions/make-cold': async ({ control, body }) => {
    const logicalId = optionalText('function', parseMembers(body, ['function'])['function']);
    await named(() => control.makeCold(logicalId));
    return { cold: logicalId ?? 'all' };
  },
  'POST /jwks/down': ({ control, body }) => setKeys(body, (poolId) => control.jwks.takeDown(poolId), 'down'),
  'POST /jwks/up': ({ control, body }) => setKeys(body, (poolId) => control.jwks.bringUp(poolId), 'up'),
  'POST /tokens': async ({ control, body }) => {
    const { issuer, request } = readMintRequest(body);
    return { token: await named(() => control.mint(issuer, request)) };
  },
  'GET /traces': ({ control, query }) => {
    const last = queryNumber(query, 'last', { min: 1, max: 1000, none: 1000 });
    const id = query.get('id');
    return {
      traces: control.traces
        .list()
        .filter((trace) => id === null || trace.id === id)
        .slice(-last),
    };
  },
  'GET /reload': ({ control }) => control.reloadStatus?.() ?? { reload: 'off' },
};

/**
 * Answers one call.
 *
 * @param key method and path, as in `GET /clock`
 */
export async function answerAdminCall(key: string, call: AdminCall): Promise<JsonAnswer> {
  const route = Object.hasOwn(adminRoutes, key) ? adminRoutes[key] : undefined;
  if (route === undefined) return refusal(404, `There is no ${key}. Allowed: ${allowed}.`);
  try {
    return { status: 200, body: await route(call) };
  } catch (error) {
    if (error instanceof AdminInputError) return refusal(400, error.message);
    throw error;
  }
}

/** What a caller gave may be a token. */
const refusal = (status: number, message: string): JsonAnswer => ({ status, body: redact({ message }, []) });

/** The route that answers with a stream, beside those above. */
export const traceStreamRoute = 'GET /traces/stream';

const allowed = [...Object.keys(adminRoutes), traceStreamRoute].join(', ');

async function setKeys(body: string, set: (poolId?: string) => void, state: 'up' | 'down') {
  const poolId = optionalText('pool', parseMembers(body, ['pool'])['pool']);
  await named(() => set(poolId));
  return { keys: state, pool: poolId ?? 'all' };
}

/** What fails here fails for a name that the platform does not know; its message lists those it does. */
async function named<Value>(act: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    throw new AdminInputError(errorMessage(error), { cause: error });
  }
}
