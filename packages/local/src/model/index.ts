export {
  accessLogFormatFindings,
  cachingFindings,
  identitySourceFinding,
  payloadFormatFindings,
  simpleResponseFindings,
  timeoutFindings,
  timeoutRange,
  ttlFindings,
} from './api-rules.ts';
export { clientWithoutSecret, isBuiltInScope, unknownScope } from './client-rules.ts';
export { type Clock, createClock } from './clock.ts';
export type { Deviation } from './deviation.ts';
export type { Fault, FaultOption, FaultPlace, Finding, OptionName } from './fault.ts';
export { FaultList } from './fault-list.ts';
export type { FunctionError, FunctionHost, Invocation, Outcome } from './function-host.ts';
export type { Located } from './located.ts';
export {
  type Api,
  type ApiMapping,
  type Authorization,
  type Cors,
  type DomainName,
  type HttpProxyIntegration,
  type Integration,
  type InvokePermission,
  type InvokingRole,
  type JwtAuthorizer,
  type KeyElement,
  type LambdaAuthorizer,
  type LambdaFunction,
  type LambdaIntegration,
  type LayerContent,
  type Model,
  type NotRun,
  type PackedCode,
  type PayloadFormatVersion,
  type PolicySelector,
  type PolicyStatement,
  qualifiedId,
  type Role,
  type Route,
  type SecondaryIndex,
  type SkippedRoute,
  type Stage,
  type Table,
  type Throttle,
  type UserPool,
  type UserPoolClient,
} from './model.ts';
export { unreachableHost, unreachableIssuer } from './reach-rules.ts';
export { RefusedValueError } from './refused-value-error.ts';
export { findingText, renderFaults } from './render-fault.ts';
export { isReservedVariable } from './reserved-variables.ts';
export { TemplateError } from './template-error.ts';
