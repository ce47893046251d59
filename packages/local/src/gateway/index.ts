export type { IssuerKeys, IssuerSource } from './authorize/jwt/issuer-source.ts';
export { issuerSource } from './authorize/jwt/issuer-source.ts';
export { GatewayConfigurationError } from './check-api.ts';
export { accountLimits, createGateway, type Gateway, type GatewayOptions, type Handle } from './create-gateway.ts';

export type { PendingTrace } from './observe/pending-trace.ts';
export type { RequestTrace } from './observe/request-trace.ts';
export type { GatewayRequest } from './request/gateway-request.ts';
export { createHttpServer, type HttpServer, type ServerSettings } from './server/http-server.ts';
export { mutualTlsOptions } from './server/mutual-tls.ts';
export { type SettingText, settingsFromText } from './settings/settings-from-text.ts';
export { completeSettings, defaultSettings, type Settings, settingFaults, settingRules } from './settings.ts';
export { createAccountThrottle } from './throttle/account-throttle.ts';
