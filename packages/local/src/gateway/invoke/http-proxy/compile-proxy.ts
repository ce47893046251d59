import type { HttpProxyIntegration } from '../../../model/index.ts';
import { errorMessage, isLoopback } from '../../../runtime/index.ts';
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

/**
 * Compiles an HTTP integration, or lists what is wrong with it. Targets are loopback, or a host that the caller allows
 * by name; a URI that only a request would complete (stage variables, parameters in the host) is refused.
 *
 * @param allowedHosts host names, without ports
 */
export function compileProxy(
  integration: HttpProxyIntegration,
  allowedHosts: readonly string[],
): { readonly target: ProxyTarget } | { readonly faults: readonly string[] } {
  const faults: string[] = [];
  const compile = (mapping: Readonly<Record<string, string>>, side: MappingSide) =>
    Object.entries(mapping).flatMap(([destination, source]) => compileMapping({ destination, source, side }, faults));
  const request = compile(integration.requestParameters, 'request');
  const response = new Map(
    Object.entries(integration.responseParameters).map(([status, mapping]) => [
      Number(status),
      compile(mapping, 'response'),
    ]),
  );
  const place = splitUri(integration.uri, allowedHosts);
  if (typeof place === 'string') return { faults: [place, ...faults] };
  return faults.length > 0 ? { faults } : { target: { integration, ...place, request, response } };
}

interface WrittenMapping {
  readonly destination: string;
  readonly source: string;
  readonly side: MappingSide;
}

function compileMapping({ destination, source, side }: WrittenMapping, faults: string[]): Mapping[] {
  try {
    return [{ destination: parseMappingDestination(destination, side), source: parseMappingSource(source, side) }];
  } catch (error) {
    faults.push(errorMessage(error));
    return [];
  }
}

function splitUri(uri: string, allowedHosts: readonly string[]) {
  const [, origin = '', pathTemplate = ''] = /^(https?:\/\/[^/?#{}$]+)([^#]*)$/i.exec(uri) ?? [];
  if (!URL.canParse(origin) || pathTemplate.includes('$')) {
    return `the URI ${JSON.stringify(uri)} of an HTTP integration must be http(s)://host/path, with {name} in the path only`;
  }
  const url = new URL(origin);
  if (url.username !== '' || url.password !== '') return 'the URI of an HTTP integration must not hold credentials';
  if (!isLoopback(url.hostname) && !allowedHosts.includes(url.hostname)) {
    return (
      `the HTTP integration's host ${JSON.stringify(url.hostname)} is not on this machine, and requests would leave it; ` +
      'point the integration to loopback, or allow the host by name (allowedHttpHosts)'
    );
  }
  return { origin: url.origin, pathTemplate: pathTemplate.startsWith('/') ? pathTemplate : `/${pathTemplate}` };
}
