import { Type } from 'typebox';
import {
  allOf,
  anyOf,
  authenticated,
  defineApi,
  type InputOf,
  iam,
  type OutputOf,
  open,
  type Scope,
  scopes,
} from '../../src/index.ts';

// Compiled, never run: each `@ts-expect-error` is a use that must not compile.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_Law extends true>(): void => {};

const api = defineApi({
  title: 'Types',
  version: '1',
  scopes: { read: 'Reads', write: { about: 'Writes', implies: ['read'] } },
  routes: {
    health: { route: 'GET /health', access: open(), responses: { 200: Type.Object({ ok: Type.Boolean() }) } },
    getThing: {
      route: 'GET /things/{id}/parts/{rest+}',
      access: scopes('read'),
      query: Type.Object({ q: Type.Optional(Type.String()) }),
      responses: { 200: Type.Object({ id: Type.String() }), 404: null },
    },
    putThing: {
      route: 'PUT /things/{id}',
      access: anyOf(allOf('read', 'write'), allOf('write')),
      params: Type.Object({ id: Type.Union([Type.Literal('a'), Type.Literal('b')]) }),
      body: Type.Object({ size: Type.Integer() }),
      responses: { 204: null },
    },
    whoami: { route: 'GET /me', access: authenticated(), responses: { 200: Type.String() } },
    purge: { route: 'POST /purge', access: iam(), responses: { 204: null } },
  },
});

holds<Equal<Scope<typeof api>, 'read' | 'write'>>();
holds<Equal<InputOf<typeof api, 'getThing'>['params'], { readonly id: string; readonly rest: string }>>();
holds<Equal<InputOf<typeof api, 'getThing'>['query'], { q?: string }>>();
holds<Equal<InputOf<typeof api, 'getThing'>['body'], undefined>>();
holds<Equal<InputOf<typeof api, 'putThing'>['params'], { id: 'a' | 'b' }>>();
holds<Equal<InputOf<typeof api, 'putThing'>['body'], { size: number }>>();
holds<Equal<InputOf<typeof api, 'health'>['caller'], undefined>>();
holds<Equal<InputOf<typeof api, 'purge'>['caller']['userArn'], string>>();
holds<Equal<InputOf<typeof api, 'whoami'>['caller']['scopes'][number], 'read' | 'write'>>();
holds<Equal<OutputOf<typeof api, 'getThing'>['status'], 200 | 404>>();

export const good: OutputOf<typeof api, 'getThing'> = { status: 200, body: { id: 'x' } };
export const goodEmpty: OutputOf<typeof api, 'getThing'> = { status: 404 };
// @ts-expect-error a status that is not declared
export const badStatus: OutputOf<typeof api, 'getThing'> = { status: 201, body: { id: 'x' } };
// @ts-expect-error the body of another status
export const badBody: OutputOf<typeof api, 'getThing'> = { status: 404, body: { id: 'x' } };
// @ts-expect-error a body that does not fit the schema
export const badMember: OutputOf<typeof api, 'getThing'> = { status: 200, body: { id: 1 } };

// @ts-expect-error no scope at all
scopes();
// @ts-expect-error no alternative at all
anyOf();
// @ts-expect-error an empty alternative
allOf();

const nothing = { 200: null };

export const unknownScope = () =>
  defineApi({
    title: 'x',
    version: '1',
    scopes: { read: 'Reads' },
    routes: {
      // @ts-expect-error a scope that is not in the catalogue
      list: { route: 'GET /x', access: scopes('raed'), responses: nothing },
    },
  });

export const unknownAlternative = () =>
  defineApi({
    title: 'x',
    version: '1',
    scopes: { read: 'Reads' },
    routes: {
      // @ts-expect-error a scope that is not in the catalogue, inside an alternative
      list: { route: 'GET /x', access: anyOf(allOf('read'), allOf('raed')), responses: nothing },
    },
  });

export const withoutAccess = () =>
  defineApi({
    title: 'x',
    version: '1',
    scopes: { read: 'Reads' },
    routes: {
      // @ts-expect-error a route without a rule
      list: { route: 'GET /x', responses: nothing },
    },
  });

export const unknownImplied = () =>
  defineApi({
    title: 'x',
    version: '1',
    scopes: {
      // @ts-expect-error an implied scope that is not in the catalogue
      read: { about: 'Reads', implies: ['raed'] },
    },
    routes: { list: { route: 'GET /x', access: open(), responses: nothing } },
  });

// One wrong scope is one error: the other routes, and the route itself, keep their types.
const mistyped = defineApi({
  title: 'x',
  version: '1',
  scopes: { read: 'Reads' },
  routes: {
    // @ts-expect-error a scope that is not in the catalogue
    list: { route: 'GET /x/{id}', access: scopes('raed'), responses: nothing },
    read: { route: 'GET /y/{id}', access: scopes('read'), body: Type.Object({ a: Type.String() }), responses: nothing },
  },
});
holds<Equal<InputOf<typeof mistyped, 'list'>['params'], { readonly id: string }>>();
holds<Equal<InputOf<typeof mistyped, 'read'>['body'], { a: string }>>();
