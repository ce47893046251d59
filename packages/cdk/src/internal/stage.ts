import type { AnyApi } from '@scopegate/contract';
import { CfnStage, type HttpApi, type HttpRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Throttle, ThrottleSettings } from '../throttle.ts';

/** The `$default` stage that the API made for itself, as a resource. */
export function defaultStage(httpApi: HttpApi): CfnStage {
  const stage = httpApi.defaultStage?.node.defaultChild;
  if (stage instanceof CfnStage) return stage;
  throw new Error('unreachable: the API is created with its default stage');
}

export interface ThrottleStageProps {
  readonly api: AnyApi;
  readonly throttle: ThrottleSettings<AnyApi>;
  /** By route name. */
  readonly routes: Readonly<Record<string, HttpRoute>>;
}

/** Sets a stage's limits. Settings of a route that does not exist yet fail the deploy, so the stage waits for it. */
export function throttleStage(stage: CfnStage, { api, throttle, routes }: ThrottleStageProps): void {
  if (throttle.default !== undefined) stage.defaultRouteSettings = settings(throttle.default);
  const limited = Object.entries(throttle.routes ?? {}).flatMap(([name, limits]) => {
    const [key, route] = [api.routes[name]?.route, routes[name]];
    return limits && key !== undefined && route ? [{ key, route, limits }] : [];
  });
  if (limited.length === 0) return;
  // Keyed by route keys: CloudFormation takes the map as JSON, in its own spelling.
  stage.routeSettings = Object.fromEntries(limited.map(({ key, limits }) => [key, cfnSettings(limits)]));
  for (const { route } of limited) stage.node.addDependency(route);
}

const settings = ({ rateLimit, burstLimit }: Throttle) => ({
  throttlingRateLimit: rateLimit,
  throttlingBurstLimit: burstLimit,
});

const cfnSettings = ({ rateLimit, burstLimit }: Throttle) => ({
  ThrottlingRateLimit: rateLimit,
  ThrottlingBurstLimit: burstLimit,
});
