export {
  defaultSettings as defaultGatewaySettings,
  type RequestTrace,
  type Settings as GatewaySettings,
  type SettingText as GatewaySettingText,
  settingsFromText as gatewaySettingsFromText,
} from './gateway/index.ts';
export type { Identity } from './iam/index.ts';
export {
  type Clock,
  createClock,
  type Deviation,
  type Fault,
  type FaultOption,
  type FaultPlace,
  type OptionName,
  TemplateError,
} from './model/index.ts';
export type { GivenKeys, MintRequest, OAuthClient, OAuthIssuer, OAuthPool } from './oauth/index.ts';
export {
  type DomainFiles,
  type GivenIdentity,
  type Platform,
  type PlatformOptions,
  type ReloadStatus,
  type RunningApi,
  type RunningAuthorization,
  type RunningAuthorizer,
  type RunningDomain,
  type RunningFunction,
  type RunningRoute,
  type RunningTarget,
  startPlatform,
} from './platform/index.ts';
export { PortInUseError } from './runtime/index.ts';
