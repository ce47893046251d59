import type { AnyApi } from '@scopegate/contract';

/**
 * A token bucket of the gateway. Both members are required: API Gateway may read a missing one as 0, which blocks.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export interface Throttle {
  /** Requests per second, over time. Above 0. */
  readonly rateLimit: number;
  /** Requests at once. A whole number from 1. */
  readonly burstLimit: number;
}

export interface ThrottleSettings<A extends AnyApi> {
  /** For every route that has none of its own. @default - the limits of the account */
  readonly default?: Throttle;
  /** By route name. @default - the default's */
  readonly routes?: { readonly [Name in keyof A['routes']]?: Throttle };
}
