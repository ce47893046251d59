import type { AccessRule, AnyApi, Route } from '@scopegate/contract';
import {
  type HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { FunctionIntegration } from './function-integration.ts';
import { allowInvoke } from './invoke-permission.ts';

export type AuthorizationType = 'NONE' | 'AWS_IAM' | 'CUSTOM';

/** By logical ID of an API: its contract's route keys to authorization types. */
export type ContractAuthorization = Readonly<Record<string, Readonly<Record<string, AuthorizationType>>>>;

/** How the gateway authorizes a route of this rule. */
export function authorizationType(rule: AccessRule): AuthorizationType {
  if (rule.kind === 'open') return 'NONE';
  if (rule.kind === 'iam') return 'AWS_IAM';
  rule.kind satisfies 'authenticated' | 'scopes';
  return 'CUSTOM';
}

/** Route key to authorization type: what the template must say of the API's routes. */
export const authorizationTypes = (api: AnyApi): Record<string, AuthorizationType> =>
  Object.fromEntries(Object.values(api.routes).map(({ route, access }) => [route, authorizationType(access)]));

export interface AddRoutesProps {
  readonly api: AnyApi;
  readonly httpApi: HttpApi;
  readonly authorizer: IHttpRouteAuthorizer;
  /** By route name. */
  readonly functions: Readonly<Record<string, IFunction>>;
}

/** Adds every route, with one integration and one permission per function. Gives the routes by name. */
export function addRoutes(scope: Construct, { api, httpApi, authorizer, functions }: AddRoutesProps) {
  const routes: Record<string, HttpRoute> = {};
  for (const [target, answered] of routesByFunction(api, functions)) {
    const integration = new FunctionIntegration(target);
    const [first] = answered;
    for (const route of answered) {
      routes[route.name] = new HttpRoute(scope, `Route-${route.name}`, {
        httpApi,
        routeKey: toRouteKey(route),
        integration,
        authorizer: routeAuthorizer(route.access, authorizer),
      });
    }
    allowInvoke(scope, `Invoke-${first.name}`, {
      apiId: httpApi.apiId,
      function: target,
      routes: answered.map(({ parts }) => parts),
    });
  }
  return routes;
}

type Some<T> = [T, ...T[]];

function routesByFunction(api: AnyApi, functions: Readonly<Record<string, IFunction>>): Map<IFunction, Some<Route>> {
  const groups = new Map<IFunction, Some<Route>>();
  for (const route of Object.values(api.routes)) {
    const target = functions[route.name];
    if (target === undefined) throw new Error(`unreachable: the handler of ${route.name} was checked`);
    const group = groups.get(target);
    if (group === undefined) groups.set(target, [route]);
    else group.push(route);
  }
  return groups;
}

const toRouteKey = ({ parts: { method, path } }: Route): HttpRouteKey =>
  method === undefined || path === undefined ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, HttpMethod[method]);

function routeAuthorizer(rule: AccessRule, requestAuthorizer: IHttpRouteAuthorizer): IHttpRouteAuthorizer {
  const authorization = authorizationType(rule);
  if (authorization === 'CUSTOM') return requestAuthorizer;
  if (authorization === 'AWS_IAM') return { bind: () => ({ authorizationType: 'AWS_IAM' }) };
  authorization satisfies 'NONE';
  return new HttpNoneAuthorizer();
}
