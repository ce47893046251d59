import {
  type Finding,
  type HttpProxyIntegration,
  type Integration,
  RefusedValueError,
  unreachableHost,
} from '../../../model/index.ts';
import { isLoopback, quote } from '../../../runtime/index.ts';
import { type MappingDestination, parseMappingDestination } from './mapping-destination.ts';
import { type MappingSide, type MappingSource, parseMappingSource } from './mapping-source.ts';

export interface Mapping {
  readonly destination: MappingDestination;
  readonly source: MappingSource;
}

/** An HTTP integration, understood to the last mapping. */
export interface ProxyTarget {
  readonly integration: HttpProxyIntegration;
  /** `http://host:port`, without a path. */
  readonly origin: string;
  /** With `{name}` for path parameters and, where the URI has one, a query. */
  readonly pathTemplate: string;
  readonly request: readonly Mapping[];
  readonly response: ReadonlyMap<number, readonly Mapping[]>;
}

/** What is wrong with a property of the integration. */
export interface MemberRefusal {
  readonly member: 'IntegrationUri' | 'RequestParameters' | 'ResponseParameters';
  readonly finding: Finding;
}

const memberOf = { request: 'RequestParameters', response: 'ResponseParameters' } as const;

/**
 * Compiles an HTTP integration, or lists what is wrong with it. Targets are loopback, or a host that the caller allows
 * by name; a URI that only a request would complete (stage variables, parameters in the host) is refused.
 *
 * @param allowedHosts host names, without ports
 */
export function compileProxy(
  integration: HttpProxyIntegration,
  allowedHosts: readonly string[],
): { readonly target: ProxyTarget } | { readonly refusals: readonly MemberRefusal[] } {
  const { refusals, ...mappings } = compileMappings(integration);
  const place = splitUri(integration.uri, allowedHosts);
  if ('rule' in place) return { refusals: [{ member: 'IntegrationUri', finding: place }, ...refusals] };
  return refusals.length > 0 ? { refusals } : { target: { integration, ...place, ...mappings } };
}

/** The mappings of an integration, compiled; and what is wrong with the others. */
export interface CompiledMappings {
  readonly request: readonly Mapping[];
  readonly response: ReadonlyMap<number, readonly Mapping[]>;
  readonly refusals: readonly MemberRefusal[];
}

/** Compiles the parameter mappings of an integration with a function or an HTTP target. */
export function compileMappings({ requestParameters = {}, responseParameters = {} }: Integration): CompiledMappings {
  const refusals: MemberRefusal[] = [];
  const compile = (mapping: Readonly<Record<string, string>>, side: MappingSide) =>
    Object.entries(mapping).flatMap(([destination, source]) => compileMapping({ destination, source, side }, refusals));
  const request = compile(requestParameters, 'request');
  const response = new Map(
    Object.entries(responseParameters).map(([status, mapping]) => [Number(status), compile(mapping, 'response')]),
  );
  return { request, response, refusals };
}

interface WrittenMapping {
  readonly destination: string;
  readonly source: string;
  readonly side: MappingSide;
}

function compileMapping({ destination, source, side }: WrittenMapping, refusals: MemberRefusal[]): Mapping[] {
  try {
    return [{ destination: parseMappingDestination(destination, side), source: parseMappingSource(source, side) }];
  } catch (error) {
    if (!(error instanceof RefusedValueError)) throw error;
    refusals.push({ member: memberOf[side], finding: error.finding });
    return [];
  }
}

function splitUri(
  uri: string,
  allowedHosts: readonly string[],
): Finding | Pick<ProxyTarget, 'origin' | 'pathTemplate'> {
  const [, origin = '', pathTemplate = ''] = /^(https?:\/\/[^/?#{}$]+)([^#]*)$/i.exec(uri) ?? [];
  if (!URL.canParse(origin) || pathTemplate.includes('$')) {
    return {
      rule: 'http-integration-uri',
      what: 'The URI of an HTTP integration is not supported',
      given: quote(uri),
      allowed: 'http(s)://host/path, with {name} in the path only',
      remedy: 'Write the URI out.',
    };
  }
  const url = new URL(origin);
  if (url.username !== '' || url.password !== '') {
    return {
      rule: 'http-integration-credentials',
      what: 'The URI of an HTTP integration must not hold credentials',
      remedy: 'Take them out.',
    };
  }
  if (!isLoopback(url.hostname) && !allowedHosts.includes(url.hostname)) return unreachableHost(url.hostname);
  return { origin: url.origin, pathTemplate: pathTemplate.startsWith('/') ? pathTemplate : `/${pathTemplate}` };
}
