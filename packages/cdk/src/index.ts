export type { PresetName as IssuerPreset } from '@scopegate/contract/issuers';
export { checkHttpApi, type HttpApiExpectation } from './check-http-api.ts';
export type {
  Invoker,
  InvokingEventSource,
  InvokingFunctionUrl,
  InvokingPrincipal,
  OtherApi,
} from './exemptions.ts';
export { formatFault, ScopedHttpApiError, type SynthFault, type SynthRule, synthRules } from './fault.ts';
export type { BundledHandler, FunctionHandler, RouteHandler } from './handler.ts';
export type { AuthorizationType } from './internal/routes.ts';
export type { Template, TemplateResource } from './internal/template.ts';
export type {
  AudienceIssuerOptions,
  Auth0IssuerOptions,
  ClientSettings,
  CognitoClient,
  CognitoIssuerOptions,
  EntraIssuerOptions,
  KeycloakIssuerOptions,
  OidcIssuerOptions,
  OktaIssuerOptions,
  SharedIssuerOptions,
  SignatureAlgorithm,
  TypedIssuerOptions,
} from './issuer-options.ts';
export { type Issuer, Issuers } from './issuers.ts';
export { RevocationTable, type RevocationTableProps } from './revocation-table.ts';
export { ScopedHttpApi } from './scoped-http-api.ts';
export type { RouteHandlers, ScopedHttpApiProps } from './scoped-http-api-props.ts';
export type { Throttle, ThrottleSettings } from './throttle.ts';
