export type { Redirect } from './bootstrap/protocol.ts';
export {
  createFunctionHost,
  type Deployment,
  type FunctionHostOptions,
  type ReloadableFunctionHost,
} from './create-function-host.ts';
export type { FunctionCredentials } from './environment-variables.ts';
export { functionFaults } from './function-faults.ts';
export { type Inspector, openInspector } from './open-inspector.ts';
export { runtimeDeviations } from './runtime-deviations.ts';
