export { type Clock, createClock } from './clock.ts';
export type { DomainFiles, RunningDomain } from './custom-domains.ts';
export {
  defaultSettings as defaultGatewaySettings,
  type Identity,
  type IssuerKeys,
  type IssuerSource,
  type RequestTrace,
  type Settings as GatewaySettings,
  type SettingText as GatewaySettingText,
  settingsFromText as gatewaySettingsFromText,
} from './gateway/index.ts';
export type { GivenIdentity } from './gateway-surroundings.ts';
export { type Platform, startPlatform } from './platform.ts';
export type { PlatformOptions } from './platform-options.ts';
export { PortInUseError } from './port-in-use-error.ts';
export type { ReloadStatus } from './reload/reload-status.ts';
export type { RunningApi, RunningAuthorization, RunningRoute, RunningTarget } from './running-apis.ts';
export type { RunningAuthorizer } from './running-authorizers.ts';
export type { RunningFunction } from './running-functions.ts';
export type { Deviation } from './services/functions/deviations.ts';
export type { OAuthClient, OAuthPool } from './services/oauth/oauth-server.ts';
export type { Fault } from './template/fault.ts';
export { TemplateError } from './template/template-error.ts';
