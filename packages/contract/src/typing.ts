import type { Static, TSchema } from 'typebox';
import type { AccessRule } from './access-rule.ts';
import type { AnyApi, Scope } from './api.ts';
import type { Principal } from './decision/principal.ts';
import type { RouteDeclaration } from './route.ts';
import type { PathParameter } from './route-key.ts';

type RouteOf<A extends AnyApi, Name extends keyof A['routes']> = A['routes'][Name];

/** A route's path parameters. */
export type ParamsOf<R extends RouteDeclaration> = R extends { readonly params: infer Schema extends TSchema }
  ? Static<Schema>
  : { readonly [Name in PathParameter<R['route']>]: string };

type QueryOf<R extends RouteDeclaration> = R extends { readonly query: infer Schema extends TSchema }
  ? Static<Schema>
  : Record<never, never>;

type BodyOf<R extends RouteDeclaration> = R extends { readonly body: infer Schema extends TSchema }
  ? Static<Schema>
  : undefined;

/** Who called an `iam()` route, as API Gateway authenticated them. */
export interface IamCaller {
  readonly userArn: string;
  readonly accountId: string;
}

interface CallersByKind<Scopes extends string> {
  readonly open: undefined;
  readonly authenticated: Principal<Scopes>;
  readonly scopes: Principal<Scopes>;
  readonly iam: IamCaller;
}

/** What a route's handler is told about its caller: nothing, an IAM caller, or the principal of a verified token. */
export type CallerOf<Rule extends AccessRule, Scopes extends string> = CallersByKind<Scopes>[Rule['kind']];

/** What a route's handler gets. */
export interface InputOf<A extends AnyApi, Name extends keyof A['routes']> {
  readonly params: ParamsOf<RouteOf<A, Name>>;
  readonly query: QueryOf<RouteOf<A, Name>>;
  readonly body: BodyOf<RouteOf<A, Name>>;
  readonly caller: CallerOf<RouteOf<A, Name>['access'], Scope<A>>;
}

/** What every answer may have beside its body. Header names may be in any case. */
export interface AnswerParts {
  readonly headers?: Readonly<Record<string, string>>;
  /** Each the value of one `Set-Cookie` header. */
  readonly cookies?: readonly string[];
}

// An answer to HEAD is sent without its body: RFC 9110 §9.3.2.
type AnswerBody<R extends RouteDeclaration, Schema> = Schema extends TSchema
  ? R['route'] extends `HEAD ${string}`
    ? { readonly body?: Static<Schema> }
    : { readonly body: Static<Schema> }
  : { readonly body?: never };

type AnswerOf<R extends RouteDeclaration, Status extends keyof R['responses']> = AnswerParts & {
  readonly status: Status;
} & AnswerBody<R, R['responses'][Status]>;

/** What a route's handler may answer: one of its declared statuses with that status's body. */
export type OutputOf<A extends AnyApi, Name extends keyof A['routes']> = {
  [Status in keyof RouteOf<A, Name>['responses']]: AnswerOf<RouteOf<A, Name>, Status>;
}[keyof RouteOf<A, Name>['responses']];
