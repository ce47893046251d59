import type { AccessRule } from './access-rule.ts';
import type { Cors } from './cors.ts';
import type { RouteDeclaration } from './route.ts';
import type { RouteKeyParts } from './route-key.ts';
import type { CatalogueScope } from './scope-catalogue.ts';

/** A checked contract: frozen data. Only `defineApi` makes one. */
export interface Api<
  Scopes extends string = string,
  Routes extends Readonly<Record<string, RouteDeclaration>> = Readonly<Record<string, RouteDeclaration>>,
> {
  readonly title: string;
  readonly version: string;
  readonly scopes: Readonly<Record<Scopes, CatalogueScope>>;
  readonly routes: { readonly [Name in keyof Routes]: Routes[Name] & Pick<Route, 'name' | 'parts'> };
  /** `undefined`: the API answers no cross-origin request. */
  readonly cors: Cors | undefined;
}

/** A route of a checked contract. */
export interface Route extends RouteDeclaration {
  /** Its name in the contract. */
  readonly name: string;
  readonly parts: RouteKeyParts;
  readonly access: AccessRule;
}

/** Any contract, when its types do not matter. */
export type AnyApi = Pick<Api, 'title' | 'version' | 'scopes' | 'cors'> & {
  readonly routes: Readonly<Record<string, Route>>;
};

/** The scopes in a contract's catalogue, as a union. */
export type Scope<A extends AnyApi> = keyof A['scopes'] & string;
