import type { NotRun } from '../../model/index.ts';
import { isJsonObject, quote } from '../../runtime/index.ts';
import type { StackTemplate } from '../assembly/stack-template.ts';
import type { Json } from '../json-value.ts';
import { own } from '../json-value.ts';
import type { PropertyReader } from '../properties/property-reader.ts';
import { modelled } from '../properties/property-table.ts';
import type { SamResource } from './sam-resource.ts';

/** An event of type HttpApi. */
export interface HttpApiEvent {
  readonly fn: SamResource;
  readonly name: string;
  readonly properties: PropertyReader;
  /** Logical ID of its API. */
  readonly api: string;
}

/** The API that events without `ApiId` share. */
export const implicitApiId = 'ServerlessHttpApi';

/** Sources that decide who gets in: triggers of user pools. Others call functions by themselves: no request comes by them. */
const decidingSources: ReadonlySet<string> = new Set(['Cognito']);

const eventMembers = {
  ...modelled('Path', 'Method', 'ApiId', 'Auth', 'PayloadFormatVersion', 'TimeoutInMillis', 'RouteSettings'),
};

/**
 * The events of a function: those of HTTP APIs, and the sources that are left out. REST APIs and sources that change
 * who gets in (user pool triggers) are faults.
 */
export function readEvents(fn: SamResource): {
  readonly routed: readonly HttpApiEvent[];
  readonly leftOut: readonly NotRun[];
} {
  const events = fn.properties.object('Events');
  const names = events?.names ?? [];
  const read = names.flatMap((name) => {
    const event = events?.object(name, modelled('Type', 'Properties'));
    return event === undefined ? [] : [{ name, event, type: event.string('Type') }];
  });
  const isRefused = (type: string): boolean =>
    decidingSources.has(type) || (type === 'Api' && !servesHttpApi(fn.expansion.template));
  for (const { event, type } of read) if (isRefused(type)) refuseSource(event, type);
  const { stack } = fn.expansion;
  return {
    routed: read.filter(({ type }) => type === 'HttpApi').map(({ name, event }) => httpApiEvent({ fn, name, event })),
    leftOut: read
      .filter(({ type }) => type !== 'HttpApi' && !isRefused(type))
      .map(({ name, type }) => ({ stack, logicalId: `${fn.logicalId}.Events.${name}`, type: `${type} event` })),
  };
}

/** Whether the template has an HTTP API: REST APIs beside one are not run. */
const servesHttpApi = ({ resources }: StackTemplate): boolean =>
  [...resources.values()].some(({ type, properties }) => {
    if (type === 'AWS::Serverless::HttpApi' || type === 'AWS::ApiGatewayV2::Api') return true;
    const events = type === 'AWS::Serverless::Function' ? own(properties, 'Events') : undefined;
    return Object.values(isJsonObject(events) ? events : {}).some(
      (event) => isJsonObject(event) && own(event, 'Type') === 'HttpApi',
    );
  });

interface NamedEvent {
  readonly fn: SamResource;
  readonly name: string;
  readonly event: PropertyReader;
}

function httpApiEvent({ fn, name, event }: NamedEvent): HttpApiEvent {
  const properties = event.object('Properties', eventMembers) ?? event;
  return { fn, name, properties, api: apiOf(properties, fn) };
}

/** `ApiId` is a Ref to an `AWS::Serverless::HttpApi` of the template: SAM adds the route to it. */
function apiOf(properties: PropertyReader, { expansion }: SamResource): string {
  const written = properties.written('ApiId');
  if (written === undefined) return implicitApiId;
  const api = refOf(written);
  const type = api === undefined ? undefined : expansion.template.resources.get(api)?.type;
  if (api !== undefined && type === 'AWS::Serverless::HttpApi') return api;
  properties.fault('ApiId', {
    rule: 'event-api',
    what: 'ApiId must be a Ref to an AWS::Serverless::HttpApi of the same template',
    given: quote(written),
    remedy: 'Ref such an API, or declare the route as a resource (AWS::ApiGatewayV2::Route).',
  });
  return implicitApiId;
}

function refOf(json: Json): string | undefined {
  const name = isJsonObject(json) && Object.keys(json).length === 1 ? own(json, 'Ref') : undefined;
  return typeof name === 'string' ? name : undefined;
}

function refuseSource(event: PropertyReader, type: string): void {
  if (type === 'Api') {
    event.fault('Type', {
      rule: 'event-of-rest-api',
      what: 'Events of type Api make a REST API, which the local platform does not run',
      remedy: 'Use HttpApi.',
    });
    return;
  }
  event.fault('Type', {
    rule: 'event-type',
    what: `Events of type ${quote(type)} are not run by the local platform`,
    remedy: 'Leave the event out of the template that is run locally.',
  });
}
