export type { DomainFiles, RunningDomain } from './custom-domains.ts';
export type { GivenIdentity } from './gateway-surroundings.ts';
export type { PlatformOptions } from './platform-options.ts';
export type { ReloadStatus } from './reload/reload-status.ts';
export type { RunningApi, RunningAuthorization, RunningRoute, RunningTarget } from './report/running-apis.ts';
export type { RunningAuthorizer } from './report/running-authorizers.ts';
export type { RunningFunction } from './report/running-functions.ts';
export { type Platform, startPlatform } from './start-platform.ts';
