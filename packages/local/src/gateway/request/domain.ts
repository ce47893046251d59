import { executeApiDomain } from './arns.ts';
import type { RoutedRequest } from './routed-request.ts';

/** How a request came in where it did not come by the API's own host name. */
export interface CustomDomain {
  readonly domainName: string;
  /** The API mapping's key; empty for the root. */
  readonly key: string;
}

type Place = Pick<RoutedRequest, 'home' | 'api'> & { readonly customDomain?: CustomDomain | undefined };

/** `$context.domainName`: the custom domain, or the API's own host name. */
export const domainNameOf = (place: Place): string => place.customDomain?.domainName ?? executeApiDomain(place);

/** `$context.domainPrefix`: the first label of the domain name. */
export const domainPrefixOf = (place: Place): string => firstLabel(domainNameOf(place));

function firstLabel(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}
