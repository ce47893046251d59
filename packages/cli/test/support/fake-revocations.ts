import type { PlatformTable } from '../../src/revoke/platform-tables.ts';
import { fetchBy } from './fetch-by.ts';

type Attributes = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;

/** A table that guards ask, as the admin endpoint tells it. */
export const revocationTable = (changes: Partial<PlatformTable> = {}): PlatformTable => ({
  stack: 'Shop',
  logicalId: 'Revocations2',
  tableName: 'revoked',
  key: [{ name: 'pk', type: 'S' }],
  timeToLiveAttribute: 'expiresAt',
  namedBy: [{ function: 'ListItems', variables: ['REVOCATION_TABLE_NAME'], routes: ['GET /items'] }],
  ...changes,
});

export interface FakeRevocations {
  /** The platform's time, in milliseconds since the epoch. */
  readonly now: number;
  readonly tables?: readonly PlatformTable[];
  /** Answers a call of the database in the table's place. */
  readonly answer?: (action: string, input: Record<string, unknown>) => Response | undefined;
}

/** The admin endpoint and the database of a platform, with one revocation table. */
export function fakeRevocations({ now, tables = [revocationTable()], answer }: FakeRevocations) {
  const entries = new Map<string, Attributes>();
  const calls: { readonly action: string; readonly input: Record<string, unknown>; readonly headers: Headers }[] = [];
  const respond = (request: Request, body: string): Response | undefined => {
    const { host, pathname } = new URL(request.url);
    if (host === '127.0.0.1:9998') {
      if (pathname === '/clock') return Response.json({ now: '', epochMilliseconds: now });
      return pathname === '/tables' ? Response.json({ tables }) : undefined;
    }
    if (host !== '127.0.0.1:8000') return undefined;
    const action = request.headers.get('x-amz-target')?.split('.')[1] ?? '';
    const input = JSON.parse(body);
    calls.push({ action, input, headers: request.headers });
    return answer?.(action, input) ?? Response.json(act(entries, action, input));
  };
  return {
    entries,
    calls,
    respond,
    put: (item: Attributes) => entries.set(item['pk']?.S ?? '', item),
    fetch: fetchBy((request, body) => respond(request, body) ?? unexpected(request)),
  };
}

const unexpected = ({ url }: Request): never => {
  throw new Error(`unexpected: ${url}`);
};

function act(entries: Map<string, Attributes>, action: string, input: Record<string, unknown>): unknown {
  if (action === 'PutItem') {
    const item = input['Item'] as Attributes;
    entries.set(item['pk']?.S ?? '', item);
    return {};
  }
  if (action === 'DeleteItem') {
    const key = (input['Key'] as Attributes)['pk']?.S ?? '';
    const Attributes = entries.get(key);
    entries.delete(key);
    return Attributes === undefined ? {} : { Attributes };
  }
  if (action === 'Scan') return { Items: [...entries.values()] };
  const [[name = '', { Keys }] = ['', { Keys: [] }]] = Object.entries(
    input['RequestItems'] as Record<string, { Keys: Attributes[] }>,
  );
  return { Responses: { [name]: Keys.flatMap(({ pk }) => entries.get(pk?.S ?? '') ?? []) }, UnprocessedKeys: {} };
}
