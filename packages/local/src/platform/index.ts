export type { GivenIdentity } from './callers/given-identity.ts';
export type { DomainFiles, RunningDomain } from './domains.ts';
export type { Platform } from './platform.ts';
export type { PlatformOptions } from './platform-options.ts';
export type { ReloadStatus } from './reload/reload-queue.ts';
export type { RunningApi, RunningAuthorization, RunningRoute, RunningTarget } from './report/running-apis.ts';
export type { RunningAuthorizer } from './report/running-authorizers.ts';
export type { RunningFunction } from './report/running-functions.ts';
export { startPlatform } from './start-platform.ts';
