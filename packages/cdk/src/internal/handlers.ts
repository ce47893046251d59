import type { AnyApi, Route } from '@scopegate/contract';
import { Duration } from 'aws-cdk-lib';
import { Code, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BundledHandler, isBundled, type RouteHandler } from '../handler.ts';
import type { ScopedHttpApiProps } from '../scoped-http-api-props.ts';
import { LeanFunction } from './lean-function.ts';
import type { Plan } from './plan.ts';

/** Makes the functions of bundled handlers. Gives every route's function by name. */
export function createHandlers<A extends AnyApi>(
  scope: Construct,
  props: ScopedHttpApiProps<A>,
  plan: Plan,
): Record<string, IFunction> {
  const create = (route: Route, handler: RouteHandler): IFunction =>
    isBundled(handler) ? createHandler(scope, { props, plan, route, handler }) : handler.function;
  return Object.fromEntries(
    Object.entries<RouteHandler>(props.handlers).flatMap(([name, handler]) => {
      const route = props.api.routes[name];
      return route === undefined ? [] : [[name, create(route, handler)]];
    }),
  );
}

interface HandlerOptions {
  readonly props: ScopedHttpApiProps<AnyApi>;
  readonly plan: Plan;
  readonly route: Route;
  readonly handler: BundledHandler;
}

function createHandler(scope: Construct, { props, plan, route, handler }: HandlerOptions): IFunction {
  const isMapped = props.sourceMaps === true;
  // Only the bundler's own maps are known to be of no use to a function that does not read them.
  const isOurs = plan.bundles.get(route.name)?.guarded === true;
  const exclude = isOurs && !isMapped && !keepsMaps(scope) ? ['index.cjs.map', 'index.mjs.map'] : [];
  return new LeanFunction(scope, `Handler-${route.name}`, {
    code: Code.fromAsset(handler.bundle, { exclude }),
    handler: plan.bundles.get(route.name)?.handler ?? 'index.handler',
    description: handler.description ?? route.route,
    environment: {
      ...handler.environment,
      ...(isMapped ? withSourceMaps(handler.environment) : {}),
      ...guardEnvironment(props),
    },
    timeout: handler.timeout ?? Duration.seconds(10),
    memorySize: handler.memorySize ?? 512,
    logs: { retention: props.functionLogRetention, removalPolicy: props.logRemovalPolicy },
  }).function;
}

/** Set where the assembly is run locally, which always reads maps. */
const keepsMaps = (scope: Construct): boolean => scope.node.tryGetContext('scopegate:source-maps') !== undefined;

const withSourceMaps = ({ NODE_OPTIONS }: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  NODE_OPTIONS: [NODE_OPTIONS, '--enable-source-maps'].filter((option) => option !== undefined).join(' '),
});

// Whose decisions the guard accepts. Bundles without a guard do not read it.
const guardEnvironment = ({ issuers, response, trace }: ScopedHttpApiProps<AnyApi>): Record<string, string> => ({
  SCOPEGATE_TRUSTED_ISSUERS: JSON.stringify(
    issuers.flatMap(({ trusted, requestForm }) => trusted.map((issuer) => ({ issuer, requestForm }))),
  ),
  ...(response === 'policy' ? { SCOPEGATE_RESPONSE: 'policy' } : {}),
  ...(trace === true ? { SCOPEGATE_TRACE: '1' } : {}),
});
