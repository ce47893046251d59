import type { ApiMapping, DomainName } from '../../model/index.ts';

/** The custom domain a `Host` header names; any port, any case. */
export function findDomain(domains: readonly DomainName[], host: string | undefined): DomainName | undefined {
  if (domains.length === 0) return undefined;
  const name = host?.toLowerCase().replace(/:\d+$/, '');
  return domains.find(({ domainName }) => domainName === name);
}

/** A mapping and what is left of the path for its routes. */
export interface SelectedMapping {
  readonly mapping: ApiMapping;
  /** Starts with `/`. */
  readonly routePath: string;
}

/**
 * The API mapping for a decoded path: the longest key whose segments the path begins with; the empty key fits all.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export function selectMapping({ mappings }: DomainName, rawPath: string): SelectedMapping | undefined {
  const [mapping] = mappings
    .filter(({ key }) => key === '' || rawPath === `/${key}` || rawPath.startsWith(`/${key}/`))
    .sort((a, b) => b.key.length - a.key.length);
  if (!mapping) return undefined;
  const rest = mapping.key === '' ? rawPath : rawPath.slice(mapping.key.length + 1);
  return { mapping, routePath: rest === '' ? '/' : rest };
}
