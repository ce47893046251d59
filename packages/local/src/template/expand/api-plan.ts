import { createHash } from 'node:crypto';
import type { Origin, RawResource } from '../assembly/stack-template.ts';
import type { Json, JsonObject } from '../json-value.ts';
import { expanded } from './expansion.ts';

/** An API's routes and authorizers, gathered from a document or from events, before they are resources. */
export interface ApiPlan {
  /** Logical ID of the API. */
  readonly api: string;
  readonly authorizers: readonly PlannedAuthorizer[];
  readonly routes: readonly PlannedRoute[];
}

export interface PlannedAuthorizer {
  readonly name: string;
  readonly type: 'CUSTOM' | 'JWT';
  /** Of `AWS::ApiGatewayV2::Authorizer`, but for ApiId and Name. */
  readonly properties: JsonObject;
  /** What a route of it asks for that names no scopes itself. */
  readonly scopes?: Json;
  readonly origin: Origin;
}

export interface PlannedRoute {
  readonly routeKey: string;
  readonly authorization: PlannedAuthorization;
  /** Of `AWS::ApiGatewayV2::Integration`, but for ApiId. */
  readonly integration: JsonObject;
  readonly origin: Origin;
}

/** `authorizer` names one of the plan's. */
export type PlannedAuthorization =
  | { readonly type: 'NONE' }
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'AUTHORIZER'; readonly authorizer: string; readonly scopes?: Json };

type Entry = readonly [logicalId: string, resource: RawResource];

/** The authorizers, integrations and routes of a plan as resources, by logical ID. Authorizers that no route uses too. */
export const planResources = (plan: ApiPlan): readonly Entry[] => [
  ...plan.authorizers.map((authorizer) => authorizerResource(authorizer, plan)),
  ...plan.routes.flatMap((route, index) => routeResources(route, plan, isRepeat(plan, index) ? `Again${index}` : '')),
];

/** A second route of one key gets an ID of its own, so that linking finds and refuses it. */
const isRepeat = ({ routes }: ApiPlan, index: number): boolean =>
  routes.findIndex(({ routeKey }) => routeKey === routes[index]?.routeKey) !== index;

function authorizerResource({ name, properties, origin }: PlannedAuthorizer, { api }: ApiPlan): Entry {
  const all = { ApiId: { Ref: api }, Name: name, ...properties };
  return [authorizerId(api, name), expanded('AWS::ApiGatewayV2::Authorizer', all, inside(origin, 'Authorizer'))];
}

function routeResources(route: PlannedRoute, plan: ApiPlan, suffix: string): readonly Entry[] {
  const { routeKey, integration, origin } = route;
  const routeId = `${idOf(plan.api, 'Route', routeKey)}${suffix}`;
  const integrationId = `${idOf(plan.api, 'Integration', routeKey)}${suffix}`;
  const properties = {
    ApiId: { Ref: plan.api },
    RouteKey: routeKey,
    Target: { 'Fn::Join': ['/', ['integrations', { Ref: integrationId }]] },
    ...authorizationProperties(route.authorization, plan),
  };
  return [
    [
      integrationId,
      expanded(
        'AWS::ApiGatewayV2::Integration',
        { ApiId: { Ref: plan.api }, ...integration },
        inside(origin, 'Integration'),
      ),
    ],
    [routeId, expanded('AWS::ApiGatewayV2::Route', properties, inside(origin, 'Route'))],
  ];
}

function authorizationProperties(authorization: PlannedAuthorization, { api, authorizers }: ApiPlan): JsonObject {
  if (authorization.type !== 'AUTHORIZER') return { AuthorizationType: authorization.type };
  const planned = authorizers.find(({ name }) => name === authorization.authorizer);
  const scopes = authorization.scopes ?? planned?.scopes;
  return {
    AuthorizationType: planned?.type ?? 'CUSTOM',
    AuthorizerId: { Ref: authorizerId(api, authorization.authorizer) },
    ...(scopes === undefined ? {} : { AuthorizationScopes: scopes }),
  };
}

const authorizerId = (api: string, name: string): string => idOf(api, 'Authorizer', name);

/** Letters and digits of the key for the reader, a digest because two keys may share them. */
function idOf(api: string, kind: string, key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return `${api}${kind}${key.replaceAll(/[^A-Za-z0-9]/g, '')}${digest}`;
}

/** A fault then reads `Properties.Events.List (as Route).RouteKey`. */
const inside = (origin: Origin, kind: string): Origin => ({ ...origin, path: `${origin.path} (as ${kind})` });
