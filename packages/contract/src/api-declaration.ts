import type { CorsDeclaration } from './cors.ts';
import type { RouteDeclaration } from './route.ts';
import type { ScopeEntry } from './scope-catalogue.ts';

/** What `defineApi` takes, without its types. */
export interface ApiDeclaration {
  readonly title: string;
  readonly version: string;
  readonly scopes: Readonly<Record<string, ScopeEntry>>;
  readonly routes: Readonly<Record<string, RouteDeclaration>>;
  readonly cors?: CorsDeclaration;
}
