import { quote } from '../../runtime/index.ts';
import type { PlannedAuthorization, PlannedRoute } from '../expand/api-plan.ts';
import { expanded } from '../expand/expansion.ts';
import type { JsonObject } from '../json-value.ts';
import type { FilledRoute } from '../open-api/read-document.ts';
import { modelled } from '../properties/property-table.ts';
import type { ResourceEntry } from '../resource-entry.ts';
import { aliasIdOf } from './sam-alias.ts';
import type { HttpApiEvent } from './sam-events.ts';
import { eventOrigin } from './sam-function.ts';
import { invocationUri, permissionOf } from './sam-invocation.ts';

/** Who may call the routes of an API that say nothing, and the names they may use. */
export interface RouteAuth {
  readonly fallback: PlannedAuthorization;
  readonly authorizers: readonly string[];
  readonly iamEnabled: boolean;
}

/** What the document of an API says about the routes that events fill. */
interface Filling {
  readonly auth: RouteAuth;
  readonly filled: readonly FilledRoute[];
}

/** The route of an event; where it fills an operation of the document, that says who may call it, unless the event does. */
export function fillRoute(event: HttpApiEvent, { auth, filled }: Filling): PlannedRoute {
  const route = routeOfEvent(event, auth);
  const said = filled.find(({ routeKey }) => routeKey === route.routeKey);
  if (said === undefined) return route;
  if (event.properties.has('Auth')) {
    event.properties.fault('Auth', {
      rule: 'route-auth-said-twice',
      what: 'Both the event and the operation of the definition say who may call the route',
      remedy: 'Keep Auth of the event, or security of the operation.',
    });
  }
  return { ...route, authorization: said.authorization };
}

/** The route an event makes. Without Path and Method it is `$default`. */
function routeOfEvent(event: HttpApiEvent, auth: RouteAuth): PlannedRoute {
  const { fn, name, properties } = event;
  const alias = aliasIdOf(fn);
  const timeout = properties.written('TimeoutInMillis');
  const integration: JsonObject = {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: invocationUri(alias === undefined ? { 'Fn::GetAtt': [fn.logicalId, 'Arn'] } : { Ref: alias }),
    PayloadFormatVersion: properties.written('PayloadFormatVersion') ?? '2.0',
    ...(timeout === undefined ? {} : { TimeoutInMillis: timeout }),
  };
  const origin = eventOrigin(fn, name);
  return { routeKey: routeKeyOf(event), authorization: authorizationOf(event, auth), integration, origin };
}

/** SAM grants each event's route to its API, parameters of the path as `*`. */
export function permissionOfEvent(event: HttpApiEvent): ResourceEntry {
  const { fn, name, api } = event;
  const [method = '', path = ''] = routeKeyOf(event).split(' ');
  const starred = path.replaceAll(/\{[^}]*\}/g, '*');
  const resource = path === '' ? '*/$default' : `*/${method === 'ANY' ? '*' : method}${starred}`;
  const permission = permissionOf({ Ref: aliasIdOf(fn) ?? fn.logicalId }, api, resource);
  const id = `${fn.logicalId}${name}Permission`;
  const origin = eventOrigin(fn, name);
  return [id, expanded('AWS::Lambda::Permission', permission, { ...origin, path: `${origin.path} (as Permission)` })];
}

/** The route key of an event, as written: the route's reader checks its form. */
export function routeKeyOf({ properties }: HttpApiEvent): string {
  const path = properties.optionalString('Path');
  const method = properties.optionalString('Method');
  if (path === undefined && method === undefined) return '$default';
  if (/^\/?\$default$/.test(path ?? '')) return '$default';
  if (path === undefined || method === undefined) {
    const missing = path === undefined ? 'Path' : 'Method';
    properties.fault(missing, {
      rule: 'event-path-and-method',
      what: 'An HttpApi event has Path and Method, or neither',
      remedy: `Set ${missing}.`,
    });
  }
  const upper = (method ?? '').toUpperCase().replace('X-AMAZON-APIGATEWAY-ANY-METHOD', 'ANY');
  return `${upper} ${path ?? ''}`;
}

function authorizationOf({ properties }: HttpApiEvent, auth: RouteAuth): PlannedAuthorization {
  const own = properties.object('Auth', modelled('Authorizer', 'AuthorizationScopes'));
  const scopes = own?.written('AuthorizationScopes');
  const name = own?.optionalString('Authorizer');
  const named = name === undefined ? auth.fallback : authorizationNamed(name, auth);
  if (named === undefined) {
    own?.fault('Authorizer', {
      rule: 'event-authorizer',
      what: `The API has no authorizer ${quote(name)}`,
      allowed: ['NONE', 'AWS_IAM', ...auth.authorizers].join(', '),
      remedy: 'Use one of these.',
    });
    return { type: 'NONE' };
  }
  if (named.type === 'AWS_IAM' && !auth.iamEnabled) {
    own?.fault('Authorizer', {
      rule: 'iam-authorizer-not-enabled',
      what: 'AWS_IAM needs EnableIamAuthorizer',
      remedy: 'Set Auth.EnableIamAuthorizer of the API to true.',
    });
  }
  if (scopes === undefined) return named;
  if (named.type !== 'AUTHORIZER') {
    own?.fault('AuthorizationScopes', {
      rule: 'event-scopes-without-authorizer',
      what: 'Scopes need an authorizer that checks them',
      remedy: 'Name a JWT authorizer.',
    });
    return named;
  }
  return { ...named, scopes };
}

/** `NONE`, `AWS_IAM` or an authorizer of the API; `undefined` for any other name. */
export function authorizationNamed(name: string, { authorizers }: Pick<RouteAuth, 'authorizers'>) {
  const types = ['NONE', 'AWS_IAM'] as const;
  const type = types.find((one) => one === name);
  if (type !== undefined) return { type };
  return authorizers.includes(name) ? ({ type: 'AUTHORIZER', authorizer: name } as const) : undefined;
}
