import { allOf, anyOf, authenticated, defineApi, iam, open, scopes } from '@scopegate/contract';
import { type CarriedContext, encodeContext, type FlatContext } from '@scopegate/contract/decision';
import { type HttpEventOptions, httpEvent, lambdaContext } from '@scopegate/testing';
import { Type } from 'typebox';
import { type Handler, type HttpResult, handle } from '../src/index.ts';

const Thing = Type.Object({ id: Type.String() });

export const api = defineApi({
  title: 'Things',
  version: '1',
  scopes: { read: 'Reads', write: 'Writes', admin: { about: 'Everything', implies: ['read', 'write'] } },
  routes: {
    health: { route: 'GET /health', access: open(), responses: { 200: Thing } },
    me: { route: 'GET /me', access: authenticated(), responses: { 200: Thing } },
    get: { route: 'GET /things/{id}', access: scopes('read'), responses: { 200: Thing, 204: null } },
    create: {
      route: 'POST /things/{id}',
      access: anyOf(allOf('read', 'write'), allOf('admin')),
      query: Type.Object({ dry: Type.Optional(Type.Literal('yes')) }, { additionalProperties: false }),
      body: Type.Object(
        { name: Type.String({ minLength: 1 }), parts: Type.Array(Type.Object({ 'a/b': Type.Integer() })) },
        { additionalProperties: false },
      ),
      responses: { 201: Thing },
    },
    purge: { route: 'POST /purge', access: iam(), responses: { 200: Thing } },
  },
});

export const issuer = 'https://issuer.example';

/** Seconds. */
export const now = 1_000;
/** What the handlers built with `options` wrote to standard output. */
export const lines: string[] = [];
export const options = {
  now: () => now * 1_000,
  trustedIssuers: [issuer],
  write: (line: string) => {
    lines.push(line);
  },
};

export const carried = (
  routeKey: string,
  granted: string[],
  changed: Partial<CarriedContext> = {},
): CarriedContext => ({
  decision: { outcome: 'allow', reason: 'allowed' },
  principal: { issuer, subject: 'user-1', scopes: granted, validUntil: now + 60, claims: {} },
  routeKey,
  decisionId: 'decision-1',
  ...changed,
});

export const flat = (routeKey: string, granted: string[], changed?: Partial<CarriedContext>): FlatContext =>
  encodeContext(carried(routeKey, granted, changed));

/** Headers that an answer for one caller has unless its handler says otherwise. */
export const defaultHeaders = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };

export interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Record<string, unknown> | undefined;
}

export async function call(handler: Handler, routeKey: string, event: HttpEventOptions = {}): Promise<Answer> {
  const result: HttpResult = await handler(httpEvent(routeKey, event), lambdaContext());
  return {
    status: result.statusCode,
    headers: result.headers ?? {},
    body: result.body === undefined ? undefined : JSON.parse(result.body),
  };
}

export const getKey = 'GET /things/{id}';
export const createKey = 'POST /things/{id}';
/** A request to a handler of `get` that the authorizer allowed. */
export const get = (handler: Handler, id = '1') =>
  call(handler, getKey, { pathParameters: { id }, context: flat(getKey, ['read']) });
export const create = handle(api, 'create', options).handler(({ params, body }) => ({
  status: 201,
  body: { id: `${params.id}-${body.name}` },
}));
/** A request to `create` that the authorizer allowed. */
export const post = (event: object) =>
  call(create, createKey, {
    pathParameters: { id: '1' },
    context: flat(createKey, ['admin', 'read', 'write']),
    ...event,
  });
