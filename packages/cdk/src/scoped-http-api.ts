import type { AnyApi } from '@scopegate/contract';
import { Duration } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { formatFault } from './fault.ts';
import { createLogGroup, logAccess } from './internal/access-log.ts';
import { createAuthorizerFunction } from './internal/authorizer-function.ts';
import { checkStacks } from './internal/check-stacks.ts';
import { corsPreflight } from './internal/cors.ts';
import { createHandlers } from './internal/handlers.ts';
import { planApi } from './internal/plan.ts';
import { RequestAuthorizer } from './internal/request-authorizer.ts';
import { addRoutes } from './internal/routes.ts';
import { defaultStage, throttleStage } from './internal/stage.ts';
import type { ScopedHttpApiProps } from './scoped-http-api-props.ts';

/**
 * A contract as an HTTP API: every route with its function, the authorizer that enforces the access rules, CORS, access
 * logs and throttling. Deny by default: a route is without authorization only where the contract says `open()`.
 *
 * At synth it also checks the stack it stands in, with everything other code and escape hatches did to it
 * (see `checkHttpApi`), and the permissions in the stacks of its functions, and fails the synth.
 *
 * Not checked: that bundled code behaves, that issuers exist, and AWS quotas other than those in `synthRules`.
 *
 * @throws {ScopedHttpApiError} with all faults of the props at once
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export class ScopedHttpApi<A extends AnyApi> extends Construct {
  /** The API, for domains, metrics and grants. Routes that are added to it without authorization fail the synth. */
  readonly httpApi: HttpApi;
  /** By route name, for grants. */
  readonly functions: { readonly [Name in keyof A['routes']]: IFunction };
  readonly authorizerFunction: LambdaFunction;
  /** Of the `$default` stage, with a trailing slash. */
  readonly url: string;
  /** The exact `iss` strings that guards trust: the value of `SCOPEGATE_TRUSTED_ISSUERS`, for functions of your own. */
  readonly trustedIssuers: readonly string[];

  constructor(scope: Construct, id: string, props: ScopedHttpApiProps<A>) {
    super(scope, id);
    const plan = planApi(this, props);
    const functions = createHandlers(this, props, plan);
    this.httpApi = createHttpApi(this, props);
    this.authorizerFunction = createAuthorizerFunction(this, props, plan);
    const authorizer = new RequestAuthorizer(this, 'RequestAuthorizer', {
      httpApi: this.httpApi,
      function: this.authorizerFunction,
      cacheTtl: props.authorizerCacheTtl ?? Duration.seconds(300),
      response: props.response ?? 'simple',
    });
    const routes = addRoutes(this, { api: props.api, httpApi: this.httpApi, authorizer, functions });
    const stage = defaultStage(this.httpApi);
    throttleStage(stage, { api: props.api, throttle: props.throttle ?? {}, routes });
    // planApi made sure that there is one for each route.
    this.functions = functions as { readonly [Name in keyof A['routes']]: IFunction };
    this.url = stageUrl(this.httpApi);
    this.trustedIssuers = props.issuers.flatMap((issuer) => issuer.trusted);
    this.node.addValidation({ validate: () => checkStacks(this, props).map(formatFault) });
  }
}

function createHttpApi<A extends AnyApi>(scope: Construct, props: ScopedHttpApiProps<A>): HttpApi {
  const cors = corsPreflight(props.api);
  const httpApi = new HttpApi(scope, 'HttpApi', {
    apiName: props.apiName ?? props.api.title,
    ...(cors && { corsPreflight: cors }),
  });
  const logGroup = createLogGroup(scope, 'AccessLogs', {
    retention: props.accessLogRetention,
    removalPolicy: props.logRemovalPolicy,
  });
  logAccess(defaultStage(httpApi), logGroup);
  return httpApi;
}

function stageUrl({ url }: HttpApi): string {
  if (url !== undefined) return url;
  throw new Error('unreachable: the API is created with its default stage');
}
