import {
  type Api,
  type Authorization,
  type Integration,
  type Model,
  qualifiedId,
  type Route,
} from '../../model/index.ts';

/** An API that is served, and what it answers. */
export interface RunningApi {
  readonly stack: string;
  readonly logicalId: string;
  readonly apiId: string;
  readonly name: string;
  /** Without a trailing slash: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** `$default` or names that prefix the path. */
  readonly stages: readonly string[];
  readonly routes: readonly RunningRoute[];
  /** Route keys that are answered with 501. */
  readonly skippedRoutes: readonly string[];
}

/** A route that is served. */
export interface RunningRoute {
  readonly routeKey: string;
  readonly authorization: RunningAuthorization;
  readonly target: RunningTarget;
}

/** What decides whether a request to a route is let in. */
export type RunningAuthorization =
  | { readonly type: 'NONE' }
  | { readonly type: 'AWS_IAM' }
  | {
      readonly type: 'CUSTOM';
      readonly authorizer: string;
      /** The authorizer's function, by logical ID. */
      readonly function: string;
    }
  | {
      readonly type: 'JWT';
      readonly authorizer: string;
      readonly issuer: string;
      /** One of them is enough. If the list is empty, every valid token is accepted. */
      readonly scopes: readonly string[];
    };

/** What answers a route: a function, by its logical ID, or an HTTP address. */
export type RunningTarget = { readonly function: string } | { readonly uri: string };

/** @param url of its listener */
export function runningApi(api: Api, model: Model, url: string): RunningApi {
  const { stack, logicalId, apiId, name, stages, routes, skippedRoutes = [] } = api;
  return {
    stack,
    logicalId,
    apiId,
    name,
    url,
    stages: stages.map((stage) => stage.name),
    routes: routes.map((route) => runningRoute(route, model)),
    skippedRoutes: skippedRoutes.map(({ routeKey }) => routeKey),
  };
}

const runningRoute = ({ routeKey, authorization, integration }: Route, model: Model): RunningRoute => ({
  routeKey,
  authorization: runningAuthorization(authorization, model),
  target: targetOf(integration, model),
});

function runningAuthorization(authorization: Authorization, model: Model): RunningAuthorization {
  const { type } = authorization;
  if (type === 'NONE' || type === 'AWS_IAM') return { type };
  const { name } = authorization.authorizer;
  if (type === 'CUSTOM') {
    return { type, authorizer: name, function: functionAt(authorization.authorizer.functionArn, model) };
  }
  return { type, authorizer: name, issuer: authorization.authorizer.issuer, scopes: authorization.scopes };
}

const targetOf = (integration: Integration, model: Model): RunningTarget =>
  integration.type === 'AWS_PROXY'
    ? { function: functionAt(integration.functionArn, model) }
    : { uri: integration.uri };

/** The logical ID, with its stack where two stacks share one. */
function functionAt(arn: string, { functions }: Model): string {
  const found = functions.find((fn) => fn.arn === arn);
  if (found === undefined) return arn;
  const isShared = functions.some((other) => other !== found && other.logicalId === found.logicalId);
  return isShared ? qualifiedId(found) : found.logicalId;
}
