/*
 * Lambda functions, each execution environment in a thread of its own. A call's way:
 *
 *   create-function-host.ts        the version of the function that is current
 *   deployed-function.ts           refuses what cannot be run
 *   function-pool.ts               takes an idle environment, starts one, or waits for one
 *   start-call.ts                  a cold call: init, and its one retry
 *   execution-environment.ts       the thread from outside: leaves the call in its mailbox, hears its inbox, bounds its time
 *   bootstrap/bootstrap.ts         the thread from inside: takes the call, runs the handler, answers by its outbox
 *   call-outcome.ts                what Lambda answers for the way the call ended
 */
export { createFunctionHost, type ReloadableFunctionHost } from './create-function-host.ts';
export type { FunctionCredentials } from './environment-variables.ts';
export { functionFaults } from './function-faults.ts';
export { type Inspector, openInspector } from './open-inspector.ts';
export { runtimeDeviations } from './runtime-deviations.ts';
export { functionTimeZone, timeZoneFaults } from './time-zone.ts';
