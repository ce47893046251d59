import type { TSchema } from 'typebox';
import type { AccessRule } from './access-rule.ts';

/**
 * One route, declared once. Schemas are JSON Schema (draft 2020-12), made with `typebox`. Each keyword is checked or an
 * annotation: one that would be ignored is refused, and so is a format that nothing checks.
 */
export interface RouteDeclaration<Scope extends string = string> {
  /** `METHOD /path/{name}`: the route key of API Gateway. */
  readonly route: string;
  /** Who may call it. There is no default. */
  readonly access: AccessRule<Scope>;
  /** One sentence for readers and the OpenAPI document. */
  readonly summary?: string;
  /**
   * An object schema with exactly the template's parameters, each a string, integer, number or boolean. They arrive as
   * text; the handler gets what was declared, and text that is not exactly that is 400. @default each a non-empty string
   */
  readonly params?: TSchema;
  /** An object schema of the query parameters, as `params`; also arrays of these (`?tag=a&tag=b`). @default none is accepted */
  readonly query?: TSchema;
  /** The JSON body. @default none is read */
  readonly body?: TSchema;
  /**
   * Every status the handler may answer with, and its body: JSON, `textBody(...)`, `binaryBody(...)`, or `null` for none.
   * Answers are checked against it in tests and on the local platform.
   */
  readonly responses: Readonly<Record<number, TSchema | null>>;
  /** How to measure who is let in without an effect. @default derived; see {@link Probe} */
  readonly probe?: Probe;
}

/**
 * A request that shows whether a caller is let in and changes nothing. Without one, a route is probed with parameters
 * that name nothing and, where it has a body, a body that never validates; a route that this could change stays
 * unmeasured.
 */
export interface Probe {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}
