export { type AccessMatrix, type AccessMatrixRow, accessMatrix, type MatrixClient } from './access-matrix.ts';
export {
  type AccessRule,
  type Alternative,
  type AuthenticatedRule,
  allOf,
  anyOf,
  authenticated,
  type IamRule,
  iam,
  type OpenRule,
  open,
  type ScopelessRule,
  type ScopesRule,
  scopes,
  type TokenRule,
} from './access-rule.ts';
export type { AnyApi, Api, Route, Scope } from './api.ts';
export type { ApiDeclaration } from './api-declaration.ts';
export type { Cors, CorsDeclaration } from './cors.ts';
export { accessTable } from './create-access-table.ts';
export { defineApi } from './define-api.ts';
export { ContractError, type ContractFault } from './faults.ts';
export {
  type HandlerManifest,
  type HandlerName,
  handlerManifestFile,
  parseHandlerManifest,
  splitHandlerName,
} from './handler-manifest.ts';
export { binaryBody, isBinaryBody, isBodiless, mediaTypeOf, textBody } from './response-body.ts';
export type { Probe, RouteDeclaration } from './route.ts';
export { type Method, type PathParameter, parseRouteKey, type RouteKeyParts } from './route-key.ts';
export type { ScopeEntry } from './scope-catalogue.ts';
export type { AnswerParts, CallerOf, InputOf, OutputOf, ParamsOf } from './typing.ts';
