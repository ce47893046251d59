import { existsSync } from 'node:fs';
import type { AnyApi } from '@scopegate/contract';
import type { Duration } from 'aws-cdk-lib';
import { fault, type SynthFault } from '../fault.ts';
import { isBundled, type RouteHandler } from '../handler.ts';
import type { Issuer } from '../issuers.ts';
import type { ScopedHttpApiProps } from '../scoped-http-api-props.ts';
import type { Throttle } from '../throttle.ts';
import { checkPolicyResponse } from './check-policy-response.ts';

/** Faults of the props that need no look into a bundle or a template. */
export function checkProps<A extends AnyApi>(props: ScopedHttpApiProps<A>, authorizerFile: string): SynthFault[] {
  return [
    ...checkHandlers(props.api, props.handlers),
    ...checkIssuers(props.api, props.issuers),
    ...checkCacheTtl(props.authorizerCacheTtl),
    ...checkThrottle(props),
    ...checkStageName(props.stageName),
    ...checkPolicyResponse(props),
    ...(existsSync(authorizerFile) ? [] : [fault('authorizer-not-built', 'authorizerFile', `"${authorizerFile}"`)]),
  ];
}

function checkHandlers(api: AnyApi, handlers: Readonly<Record<string, RouteHandler>>): SynthFault[] {
  const routes = Object.keys(api.routes);
  const given = Object.keys(handlers);
  return [
    ...routes
      .filter((name) => !given.includes(name))
      .map((name) => fault('handler-missing', `handlers.${name}`, 'nothing')),
    ...given.filter((name) => !routes.includes(name)).map((name) => fault('handler-extra', `handlers.${name}`, name)),
    ...Object.entries(handlers).flatMap(([name, handler]) => checkEnvironment(name, handler)),
  ];
}

const checkEnvironment = (name: string, handler: RouteHandler): SynthFault[] =>
  Object.keys((isBundled(handler) && handler.environment) || {})
    .filter((variable) => variable.startsWith('SCOPEGATE_'))
    .map((variable) => fault('environment-reserved', `handlers.${name}.environment`, variable));

function checkIssuers(api: AnyApi, issuers: readonly Issuer[]): SynthFault[] {
  if (issuers.length === 0) return [fault('issuers-missing', 'issuers', '[]')];
  const trusted = issuers.flatMap((issuer) => issuer.trusted);
  const repeated = new Set(trusted.filter((name, index) => trusted.indexOf(name) !== index));
  return [
    ...issuers.flatMap((issuer, index) => issuer.faults.map((one) => ({ ...one, at: `issuers[${index}].${one.at}` }))),
    ...[...repeated].map((name) => fault('issuer-repeated', 'issuers', name)),
    ...(issuers.some(({ preset }) => preset === 'cognito') ? checkScopeNames(api) : []),
  ];
}

// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerScopeType.html
const checkScopeNames = (api: AnyApi): SynthFault[] =>
  Object.keys(api.scopes)
    .filter((scope) => scope.includes('/'))
    .map((scope) => fault('cognito-scope', `api.scopes["${scope}"]`, `"${scope}"`));

function checkCacheTtl(ttl: Duration | undefined): SynthFault[] {
  if (ttl === undefined) return [];
  if (ttl.isUnresolved()) return [fault('cache-ttl', 'authorizerCacheTtl', 'a value that is known at deploy only')];
  const seconds = ttl.toSeconds({ integral: false });
  const inRange = Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600;
  return inRange ? [] : [fault('cache-ttl', 'authorizerCacheTtl', `${seconds} s`)];
}

function checkThrottle<A extends AnyApi>({ api, throttle = {} }: ScopedHttpApiProps<A>): SynthFault[] {
  const routes = Object.entries<Throttle | undefined>(throttle.routes ?? {});
  return [
    ...checkLimits('throttle.default', throttle.default),
    ...routes.flatMap(([name, limits]) => checkLimits(`throttle.routes.${name}`, limits)),
    ...routes
      .filter(([name]) => !Object.hasOwn(api.routes, name))
      .map(([name]) => fault('throttle-route', `throttle.routes.${name}`, name)),
  ];
}

function checkLimits(at: string, limits: Throttle | undefined): SynthFault[] {
  if (limits === undefined) return [];
  const { rateLimit, burstLimit } = limits;
  const good = Number.isFinite(rateLimit) && rateLimit > 0 && Number.isInteger(burstLimit) && burstLimit >= 1;
  return good ? [] : [fault('throttle-value', at, `rateLimit ${rateLimit}, burstLimit ${burstLimit}`)];
}

// The type allows nothing else; this is for callers without types.
const checkStageName = (name: string | undefined): SynthFault[] =>
  name === undefined || name === '$default' ? [] : [fault('stage-name', 'stageName', `"${name}"`)];
