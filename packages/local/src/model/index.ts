export { type Clock, createClock } from './clock.ts';
export type { Deviation } from './deviation.ts';
export { type Fault, FaultList, type Place } from './fault.ts';
export type { FunctionError, FunctionHost, Invocation, Outcome } from './function-host.ts';
export {
  type Api,
  type ApiMapping,
  type Authorization,
  type Cors,
  type DomainName,
  type HttpProxyIntegration,
  type Integration,
  type InvokePermission,
  type JwtAuthorizer,
  type KeyElement,
  type LambdaAuthorizer,
  type LambdaFunction,
  type LambdaIntegration,
  type LayerContent,
  type Located,
  type Model,
  type NotRun,
  type PackedCode,
  type PayloadFormatVersion,
  type PolicySelector,
  type PolicyStatement,
  qualifiedId,
  type Role,
  type Route,
  type SkippedRoute,
  type Stage,
  type Table,
  type Throttle,
  type UserPool,
  type UserPoolClient,
} from './model.ts';
export { TemplateError } from './template-error.ts';
