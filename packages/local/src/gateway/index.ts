export { type Identity, indexIdentities } from './authorize/identity.ts';
export type { IssuerKeys, IssuerSource } from './authorize/jwt/issuer-source.ts';
export { GatewayConfigurationError } from './check-api.ts';
export { accountLimits, createGateway, type Gateway, type GatewayOptions } from './create-gateway.ts';
export type { PendingTrace } from './observe/pending-trace.ts';
export type { RequestTrace } from './observe/request-trace.ts';
export type { GatewayRequest } from './request/gateway-request.ts';
export { completeSettings, defaultSettings, type Settings, settingFaults, settingRules } from './settings.ts';
export { createAccountThrottle } from './throttle/account-throttle.ts';
