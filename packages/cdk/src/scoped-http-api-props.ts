import type { AnyApi } from '@scopegate/contract';
import type { ChallengeMode } from '@scopegate/contract/decision';
import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Invoker, OtherApi } from './exemptions.ts';
import type { RouteHandler } from './handler.ts';
import type { Issuer } from './issuers.ts';
import type { ThrottleSettings } from './throttle.ts';

/** Exactly one handler per route name of the contract. */
export type RouteHandlers<A extends AnyApi> = { readonly [Name in keyof A['routes']]: RouteHandler };

export interface ScopedHttpApiProps<A extends AnyApi> {
  /** The contract: its routes, access rules and CORS are the API's. */
  readonly api: A;
  /** What answers each route. */
  readonly handlers: RouteHandlers<A>;
  /** Whose access tokens open the API; at least one. */
  readonly issuers: readonly Issuer[];
  /** @default - the contract's title */
  readonly apiName?: string;
  /**
   * `'genuine'`: a genuine token that is expired or lacks a scope gets the guard's RFC 6750 challenge instead of the
   * gateway's bare 403, on every route whose handler is a bundle with the guard; all other routes stay at `'none'`.
   * @default 'none' - the gateway answers every deny with 403 and no reason
   */
  readonly challenge?: ChallengeMode;
  /**
   * What the authorizer answers with. `'policy'`: an IAM policy of all that the token may call, so that one run serves
   * the whole API until the TTL ends; for contracts whose policies provably decide as the routes do, and never together
   * with challenges at the gateway. The guard of every bundled handler decides again. Give functions of your own
   * `SCOPEGATE_RESPONSE=policy` where they have a guard.
   * @default 'simple' - allow or deny, cached per token and route key
   */
  readonly response?: 'simple' | 'policy';
  /**
   * How long the gateway reuses an answer for the same token and (with simple responses) route key, 0 to 3600 whole seconds; 0 turns the cache
   * off. A revoked token stays allowed by the gateway for so long; the guard refuses an expired one at once.
   * @default Duration.seconds(300)
   */
  readonly authorizerCacheTtl?: Duration;
  /** @default - the limits of the account, shared with all its APIs */
  readonly throttle?: ThrottleSettings<A>;
  /** How long access logs are kept. @default RetentionDays.ONE_MONTH */
  readonly accessLogRetention?: RetentionDays;
  /** How long logs of the authorizer and of bundled handlers are kept. @default RetentionDays.ONE_MONTH */
  readonly functionLogRetention?: RetentionDays;
  /** What becomes of the log groups when the stack is deleted. @default RemovalPolicy.RETAIN */
  readonly logRemovalPolicy?: RemovalPolicy;
  /** Only `$default`, which adds no prefix to paths. @default '$default' */
  readonly stageName?: '$default';
  /** Writes the steps of every decision to the logs (no token, no claim value). @default false - one audit line */
  readonly trace?: boolean;
  /**
   * Deploys the source maps of bundled handlers and has Node read them (`--enable-source-maps`), so that stacks name the
   * source. A map is read when the first stack is made; `packages/handler/bench` measures what it costs a cold start.
   * @default false - the maps stay out of what is deployed; the local platform always reads them
   */
  readonly sourceMaps?: boolean;
  /** Mebibytes of the authorizer, which every first call of a route waits for. @default 256 */
  readonly authorizerMemorySize?: number;
  /**
   * Path of the authorizer's Lambda file: CommonJS, one file, reads `access-table.json` beside it; answers with what
   * `response` says.
   * @default - the prebuilt file of `@scopegate/authorizer` for that response
   */
  readonly authorizerFile?: string;
  /**
   * Who may invoke handlers and authorizer besides API Gateway for this API, each with the reason. They can forge
   * any caller there, so that other permissions, function URLs and event source mappings fail the synth.
   * @default - this API alone
   */
  readonly alsoInvokedBy?: readonly Invoker[];
  /**
   * `ApiId` values of routes in the stack that are of other APIs, each with the reason, for those that the template does
   * not show: a literal ID, an imported one.
   * @default - what cannot be read counts as this API
   */
  readonly otherApis?: readonly OtherApi[];
  /** Your account's quota "Routes per API", where AWS raised it. @default 300 */
  readonly routeQuota?: number;
}
